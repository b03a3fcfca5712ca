import { ifWellFormed } from '../bytes/errors.ts'
import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, joinPath, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { type DomainFacts, parseDomain } from '../nova/domain.ts'
import { MAX_XML_BYTES } from '../nova/xml.ts'
import type { PlaceFinder } from './find.ts'
import type { FoundInstances } from './find-instances.ts'
import { looksLikeInstances } from './instances-place.ts'
import { readText } from './read-text.ts'
import { treePathOf } from './tree-path.ts'

/** Of the domains so many are asked: those of one host have their disks in one place. */
const MAX_ASKED = 16

/**
 * The instances_path of a host that no configuration tells: the folder in which libvirt's domains have
 * their disks, as Nova names these (`…/UUID/disk`).
 */
export function instancesOfDomains(
  finder: PlaceFinder,
  domainPaths: readonly TreePath[],
): FoundInstances | undefined {
  const domains = someDomains(finder, domainPaths)
  for (const recorded of new Set(domains.flatMap(foldersOf))) {
    const [named] = treePathOf(recorded)
    const path = named === undefined ? undefined : finder.directory(named)
    if (path !== undefined && looksLikeInstances(finder, path))
      return { path, recorded, isOfDomains: true }
  }
  return undefined
}

/** Some of libvirt's domains, read before anything is planned. */
export function someDomains(
  finder: PlaceFinder,
  domainPaths: readonly TreePath[],
): readonly DomainFacts[] {
  const texts = domainPaths.flatMap((path) => {
    const files = finder.list(path).filter(({ name, type }) => type === 'file' && isXml(name))
    return files.map(({ name }) => joinPath(path, name))
  })
  return texts.slice(0, MAX_ASKED).flatMap((path) => domainAt(finder, path) ?? [])
}

function isXml(name: string): boolean {
  return name.endsWith('.xml')
}

function domainAt({ tree }: PlaceFinder, path: TreePath): DomainFacts | undefined {
  return ifSeen(() =>
    ifWellFormed(() => parseDomain(readText(tree, path, 'domain XML', MAX_XML_BYTES), path)),
  )
}

/** What the folder is in that has the instance's id as its name. */
function foldersOf({ uuid, disks }: DomainFacts): readonly string[] {
  return disks.flatMap(({ source }) => {
    const folder = source.kind === 'file' ? parentPath(source.path) : ''
    return baseNameOf(folder) === uuid ? parentPath(folder) : []
  })
}
