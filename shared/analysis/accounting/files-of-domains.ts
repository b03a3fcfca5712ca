import { baseNameOf, joinPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { type DomainDisk, isVolumeFile } from '../../nova/domain-disks.ts'
import { findDataFile } from '../chain.ts'
import type { ScanHost } from '../scan-host.ts'
import type { SpaceFile } from './forest.ts'
import type { OwnFolders } from './own-folders.ts'
import { createPlainDisks } from './plain-disks.ts'

/** The XML of domains with the files of the node that they have. */
export interface FilesOfDomains {
  /** An image in the cache, a snapshot's delta: the domain stands on it as an overlay does. */
  readonly foreign: readonly SpaceFile[]
  /** Files of the instance's own folder, which are part of it. */
  readonly own: readonly SpaceFile[]
}

/**
 * What the domains of one host have by any description of theirs, whether they are Nova's or somebody's
 * own. Disks that Nova made in their instance's folder are left out: no step removes one alone.
 */
export function filesOfDomains(
  descriptions: readonly DomainFacts[],
  folders: OwnFolders,
  host: ScanHost,
): FilesOfDomains {
  const [foreign, own] = [new Havers(), new Havers()]
  const isPlain = createPlainDisks(folders, host)
  for (const domain of descriptions.toSorted(runningFirst)) {
    for (const disk of domain.disks) {
      if (isPlain(disk, domain)) continue
      for (const path of filesOf(disk, domain, folders, host)) {
        const havers = folders.has(path, domain) ? own : foreign
        havers.add(domain, path)
      }
    }
  }
  return { foreign: foreign.files(), own: own.files() }
}

function runningFirst(a: DomainFacts, b: DomainFacts): number {
  if (a.isRunning !== b.isRunning) return a.isRunning === true ? -1 : 1
  return a.path < b.path ? -1 : 1
}

/** A volume lies on storage of its own, of which nothing is looked at that was not scanned. */
function filesOf(
  { source }: DomainDisk,
  domain: DomainFacts,
  folders: OwnFolders,
  host: ScanHost,
): readonly TreePath[] {
  if (source.kind !== 'file') return []
  const { path } = source
  const found = findDataFile(path, domain.path, isVolumeFile(path) ? host.scanned : host)
  if (found.kind === 'member') return [found.member.address]
  const row = folders.named(path, domain)
  // It may be mounted anywhere: what it is called is enough.
  const beside = row === undefined ? undefined : joinPath(row.id, baseNameOf(path))
  return beside !== undefined && host.scanned.lookup(beside).kind === 'found' ? [beside] : []
}

/** Files by the XML that has them; of several descriptions of one domain the first that names a file. */
class Havers {
  readonly #paths = new Map<DomainFacts, TreePath[]>()
  readonly #named = new Set<string>()

  add(domain: DomainFacts, path: TreePath): void {
    const key = `${domain.uuid} ${path}`
    if (this.#named.has(key)) return
    this.#named.add(key)
    const paths = this.#paths.get(domain) ?? []
    paths.push(path)
    this.#paths.set(domain, paths)
  }

  files(): readonly SpaceFile[] {
    return [...this.#paths].map(([{ path }, files]) => {
      return { path, allocated: 0, extents: files.map((each) => ({ path: each })) }
    })
  }
}
