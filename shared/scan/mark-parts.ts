import { SECTOR_SIZE } from '../bytes/numbers.ts'
import { joinPath, normalizeAbsolute, parentPath, pathUnderRoot } from '../files/paths.ts'
import { protocolOf } from '../files/protocol.ts'
import type { TreePath } from '../files/tree.ts'
import type { EntryDraft } from './entry.ts'
import type { ScanUnit } from './scan-unit.ts'

/**
 * Names the files of a unit that hold the data of an image in it: what a VMDK descriptor beside them
 * names as its extents, and the external data file that a qcow2 names. What has a meaning of its own
 * keeps it: that a guest's disk names `console.log` makes that no part of a disk.
 */
export function markParts(
  { kind }: Pick<ScanUnit, 'kind'>,
  entries: readonly EntryDraft[],
  rootPath: string,
): void {
  const extents = new Set<TreePath>()
  const dataFiles = new Set<TreePath>()
  for (const { path, image } of entries) {
    for (const name of image?.extents ?? []) extents.add(joinPath(parentPath(path), name))
    const name = image?.dataFile?.name
    for (const place of name === undefined ? [] : placesOf(name, path, rootPath))
      if (place !== path) dataFiles.add(place)
  }
  if (extents.size === 0 && dataFiles.size === 0) return
  const isOfImages = kind === 'folder' || kind === 'glance'
  for (const entry of entries) {
    if (!isOther(entry)) continue
    if (extents.has(entry.path)) markExtent(entry, kind === 'instance')
    else if (dataFiles.has(entry.path)) markDataFile(entry, isOfImages)
  }
}

/** Among an instance's disks it is judged with the disk that it is a part of: its header is no disk's. */
function markExtent(entry: EntryDraft, isOfDisk: boolean): void {
  entry.role = 'vmdk.extent'
  if (isOfDisk) delete entry.image
}

/**
 * A file that is an image itself stays one, whatever names it as its data: it is judged as such. Among
 * stored images it has a row, which says whose data it holds.
 */
function markDataFile(entry: EntryDraft, isOfImages: boolean): void {
  const { image, fault, length } = entry
  if (image !== undefined && image.format !== 'raw') return
  entry.role = 'qcow2.data'
  if (fault !== undefined || !isOfImages) return
  entry.image ??= { format: 'raw', virtualSize: Math.ceil(length / SECTOR_SIZE) * SECTOR_SIZE }
}

function isOther({ role, type }: EntryDraft): boolean {
  return type === 'file' && (role === 'unknown' || role === 'image')
}

/** Where a data file of this name may lie: an absolute name is the node's, or one on this machine. */
function placesOf(name: string, image: TreePath, rootPath: string): readonly TreePath[] {
  if (name === '' || protocolOf(name) !== undefined) return []
  if (!name.startsWith('/')) return [normalizeAbsolute(`/${parentPath(image)}/${name}`).slice(1)]
  const absolute = normalizeAbsolute(name)
  const here = pathUnderRoot(rootPath, absolute)
  return here === undefined ? [absolute.slice(1)] : [absolute.slice(1), here]
}
