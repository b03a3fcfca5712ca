import { ifWellFormed } from '../bytes/errors.ts'
import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, joinPath, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { type DomainFacts, parseDomain } from '../nova/domain.ts'
import { MAX_XML_BYTES } from '../nova/xml.ts'
import type { PlaceFinder } from './find.ts'
import { NOVA_XML } from './find-domains.ts'
import type { FoundInstances } from './find-instances.ts'
import { looksLikeInstances } from './instances-place.ts'
import { readText } from './read-text.ts'
import { treePathOf } from './tree-path.ts'

/**
 * So many domains are read at most, before anything is planned. Those of a host have their disks in one place, but
 * many have none in a folder: they boot from volumes, or are none of Nova's.
 */
const MAX_READ = 512

/** So many tell what is the same for all of Nova's: the release that started them. */
const MAX_TOLD = 16

/**
 * The instances_path of a host that no configuration tells: the folder in which libvirt's domains have
 * their disks, as Nova names these (`…/UUID/disk`).
 */
export function instancesOfDomains(
  finder: PlaceFinder,
  domainPaths: readonly TreePath[],
): FoundInstances | undefined {
  const asked = new Set<string>()
  for (const domain of domainsAt(finder, domainPaths, MAX_READ)) {
    for (const recorded of foldersOf(domain)) {
      const found = asked.has(recorded) ? undefined : instancesAt(finder, recorded)
      if (found !== undefined) return found
      asked.add(recorded)
    }
  }
  return undefined
}

function instancesAt(finder: PlaceFinder, recorded: string): FoundInstances | undefined {
  const [named] = treePathOf(recorded)
  const path = named === undefined ? undefined : finder.directory(named)
  if (path === undefined || !looksLikeInstances(finder, path)) return undefined
  return { path, recorded, isOfDomains: true }
}

/** Some of libvirt's domains, read before anything is planned. */
export function someDomains(
  finder: PlaceFinder,
  domainPaths: readonly TreePath[],
): readonly DomainFacts[] {
  return [...domainsAt(finder, domainPaths, MAX_TOLD)]
}

/** One after another as they are asked for; first those that have the names that Nova gives. */
function* domainsAt(
  finder: PlaceFinder,
  domainPaths: readonly TreePath[],
  most: number,
): Generator<DomainFacts> {
  const texts = domainPaths.flatMap((path) => {
    const files = finder.list(path).filter(({ name, type }) => type === 'file' && isXml(name))
    return files.map(({ name }) => joinPath(path, name))
  })
  const ofNova = (path: TreePath) => Number(NOVA_XML.test(baseNameOf(path)))
  const inOrder = texts.toSorted((a, b) => ofNova(b) - ofNova(a))
  for (const path of inOrder.slice(0, most)) {
    const domain = domainAt(finder, path)
    if (domain !== undefined) yield domain
  }
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
