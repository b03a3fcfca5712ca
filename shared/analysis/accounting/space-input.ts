import { parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { addTo } from '../../values/grouped.ts'
import { allParts } from '../chain/data-parts.ts'
import type { ScanHost } from '../chain/scan-host.ts'
import type { CountedLater } from '../rows/base-row.ts'
import type { InstanceRow } from '../rows/rows.ts'
import type { Unread } from './cache/unread.ts'
import type { FilesOfDomains } from './domains/files-of-domains.ts'
import type { SpaceFile, SpaceFolder, SpaceInput } from './forest/forest.ts'
import type { KeptFor } from './kept-for.ts'
import type { SpaceImage } from './layers-not-scanned.ts'
import { withFilesInside } from './used-folders.ts'

/** What is known when the scan ends. */
export interface LedgerEnd {
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly CountedLater[]
  /** Whether everything that may stand on a base was seen. */
  readonly certain: boolean
  /** Whether an opened host keeps the cache that a base is in. */
  readonly isOwned: (base: TreePath) => boolean
  readonly keptFor: KeptFor
  readonly ofDomains: FilesOfDomains
  /** Whether an instance may have more than was seen. */
  readonly isPartial: (row: InstanceRow) => boolean
  /** Whether something is mounted in a folder that may go. */
  readonly hasMounts: (row: InstanceRow) => boolean
  readonly unread: readonly Unread[]
  /** Where a symlink leads to. */
  readonly leadsTo: ScanHost['leadsTo']
}

interface Facts extends LedgerEnd {
  readonly images: readonly SpaceImage[]
  readonly linked: readonly SpaceFile[]
  readonly inodes: ReadonlyMap<TreePath, number>
  readonly left: ReadonlyMap<TreePath, number>
}

export function spaceInput(facts: Facts, links: readonly (readonly SpaceFile[])[]): SpaceInput {
  const { rows, bases, images, linked, inodes, certain, isOwned, keptFor } = facts
  const imageAt = new Map(images.map((image) => [image.path, image]))
  const cached = new Set(bases.map(({ id }) => id))
  const ofDisks = rows.flatMap(({ disks }) => disks.flatMap(allParts))
  const { folders: used } = facts.ofDomains
  const data = images.flatMap(allParts)
  const loose = [...images, ...linked, ...data, ...ofDisks]
  const all = onceEach([...loose, ...filesOfXml(facts, loose)], cached)
  const { inFolders, others } = byFolder(rows, all)
  return {
    folders: rows.map((row) => {
      const folder = folderOf(row, inFolders.get(row.id), inodes.get(row.id))
      const marked = facts.hasMounts(row) ? { ...folder, hasMounts: true as const } : folder
      return facts.isPartial(row) ? { ...marked, isPartial: true } : marked
    }),
    cache: bases.map(({ id, allocated, allocatedFrom }) => {
      const from = allocatedFrom === undefined ? {} : { allocatedFrom }
      const file = { ...imageAt.get(id), path: id, allocated, ...from, ...keptFor(id) }
      return isOwned(id) ? file : { ...file, foreign: true }
    }),
    others,
    domains: facts.ofDomains.own,
    ...(facts.left.size > 0 && { left: facts.left }),
    ...(used.length > 0 && { usedFolders: used }),
    ...(facts.unread.length > 0 && { unread: facts.unread }),
    links: links.map((files) => files.map(({ path }) => path)),
    certain,
  }
}

/** XML with what it names, and with all in the folders that its guests are given. */
function filesOfXml({ rows, bases, ofDomains }: Facts, loose: readonly SpaceFile[]) {
  const { foreign, folders } = ofDomains
  if (folders.length === 0) return foreign
  const files = [...loose, ...rows.flatMap(({ disks }) => disks)].map(({ path }) => path)
  return withFilesInside(foreign, folders, [...bases.map(({ id }) => id), ...files])
}

/** The first that is said of each file counts: that of an image tells most. */
function onceEach(
  files: readonly SpaceFile[],
  without: ReadonlySet<TreePath>,
): readonly SpaceFile[] {
  const seen = new Set(without)
  return files.filter(({ path }) => !seen.has(path) && seen.add(path))
}

/** The folder with its disks, and once each what else of it has links or is needed. */
function folderOf(
  { id, kind, linkedAt, allocated, disks, isUncounted }: InstanceRow,
  more: readonly SpaceFile[] | undefined,
  ino: number | undefined,
): SpaceFolder {
  const linked = linkedAt === undefined ? {} : { linkedAt }
  const folder = {
    ...{ id, kind, ...linked, ...(ino !== undefined && { ino }), allocated },
    ...(isUncounted && { isUncounted }),
  }
  if (more === undefined) return { ...folder, files: disks }
  const paths = new Set(disks.map(({ path }) => path))
  const files = [...disks, ...more.filter(({ path }) => !paths.has(path))]
  return { ...folder, files, disks: disks.length }
}

function byFolder(rows: readonly InstanceRow[], files: readonly SpaceFile[]) {
  if (files.length === 0) return { inFolders: new Map<TreePath, SpaceFile[]>(), others: [] }
  const ids = new Set(rows.map(({ id }) => id))
  const inFolders = new Map<TreePath, SpaceFile[]>()
  const others: SpaceFile[] = []
  for (const file of files) {
    const folder = folderAbove(file.path, ids)
    if (folder === undefined) others.push(file)
    else addTo(inFolders, folder, file)
  }
  return { inFolders, others }
}

/** The nearest of some folders that a path lies in. */
function folderAbove(path: TreePath, ids: ReadonlySet<TreePath>): TreePath | undefined {
  for (let at = path; at !== ''; ) {
    at = parentPath(at)
    if (ids.has(at)) return at
  }
  return undefined
}
