import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { ImageDetails } from '../../../shared/formats/details.ts'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import { qemuInfo } from '../../../shared/report/qemu/qemu-info.ts'
import { realPathOf, systemPath } from '../../files/system-path.ts'
import { shownAsRaw } from '../chain/footer-note.ts'
import { openNamed } from '../input/open-named.ts'
import type { LayerInfo } from './info-chain.ts'
import { lostSnapshots, whyNotOpened } from './info-fault.ts'

/**
 * One image by itself: one open and, where its header ends there, one read of 4 KiB. What it names is
 * not looked for, but for the extents that its disk is in, as qemu-img opens them. Throws the
 * system's error, or a `CliError` for what is no file.
 */
export async function fileInfo(given: string): Promise<LayerInfo> {
  const { path, named, file } = openNamed(given)
  try {
    const inspected = inspectImage(file)
    const details = namesExtents(inspected) ? await withExtents(inspected, named) : inspected
    const { allocated } = file.stat
    const info = qemuInfo({ displayPath: given, length: file.size, allocated, details })
    const fault = whyNotOpened(details)
    // Most have none, and are not waited for: a promise for each of a thousand takes its time.
    const disk = hasDiskInfo(dirname(path)) ? await notesOfDisk(path, details) : {}
    const own = disk.owner ?? shownAsRaw(details) ?? lostSnapshots(details)
    const notes = [own, disk.above].filter((text) => text !== undefined)
    const note = notes.length === 0 ? undefined : notes.join('; ')
    const said = { ...(fault !== undefined && { fault }), ...(note !== undefined && { note }) }
    return { name: given, info, ...said }
  } finally {
    file.close()
  }
}

interface DiskNotes {
  /** Whose data its header is. */
  readonly owner?: string | undefined
  /** What else of its folder stands on it. */
  readonly above?: string | undefined
}

/** What looks beside the image is loaded only where a disk.info lies there. */
async function notesOfDisk(path: string, { summary }: ImageDetails): Promise<DiskNotes> {
  const { declaredRaw } = await import('../input/declared-raw.ts')
  const { overlaysBeside } = await import('../disk/overlays-beside.ts')
  // The folder may be named by a symlink, and it is its own name that tells whose it is.
  const place = { named: resolve(path), real: realPathOf(path) }
  const above = overlaysBeside(place)
  if (summary.format === 'raw') return { above }
  return { owner: declaredRaw(place, summary.format), above }
}

/** A command may be given all images of a folder, which is asked once. */
const withDiskInfo = new Map<string, boolean>()

function hasDiskInfo(folder: string): boolean {
  const known = withDiskInfo.get(folder)
  if (known !== undefined) return known
  const has = existsSync(systemPath(join(resolve(folder), 'disk.info')))
  withDiskInfo.set(folder, has)
  return has
}

function namesExtents({ vmdk }: ImageDetails): boolean {
  return vmdk?.descriptor !== undefined
}

/** What finds extents is loaded only for an image that names any. */
async function withExtents(details: ImageDetails, named: string): Promise<ImageDetails> {
  const { withExtentsBeside } = await import('../../files/extents-beside.ts')
  return withExtentsBeside(details, named)
}
