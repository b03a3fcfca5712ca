import { existsSync, lstatSync, type Stats } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { ImageDetails } from '../../../shared/formats/details.ts'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import { qemuInfo } from '../../../shared/report/qemu/qemu-info.ts'
import { openLiveFile } from '../../files/live-file.ts'
import { fileStat } from '../../files/stat.ts'
import { systemPath } from '../../files/system-path.ts'
import { shownAsRaw } from '../chain/footer-note.ts'
import { CliError } from '../error-text.ts'
import { lookAt } from '../input/inputs.ts'
import type { LayerInfo } from './info-chain.ts'
import { faultOf, lostSnapshots } from './info-fault.ts'

/**
 * One image by itself: one open and, where its header ends there, one read of 4 KiB. What it names is
 * not looked for, but for the extents that its disk is in, as qemu-img opens them. Throws the
 * system's error, or a `CliError` for what is no file.
 */
export async function fileInfo(given: string): Promise<LayerInfo> {
  const { path, named, stats } = realFile(given)
  const file = openLiveFile(systemPath(path), given, stats)
  try {
    const details = await withExtents(inspectImage(file), named)
    const { allocated } = fileStat(stats, 'file')
    const info = qemuInfo({ displayPath: given, length: file.size, allocated, details })
    const fault = faultOf(details)
    const owner = await headerOwner(path, details)
    const note = owner ?? shownAsRaw(details) ?? lostSnapshots(details)
    const said = { ...(fault !== undefined && { fault }), ...(note !== undefined && { note }) }
    return { name: given, info, ...said }
  } finally {
    file.close()
  }
}

/** What reads disk.info is loaded only where one lies beside the image. */
async function headerOwner(path: string, { summary }: ImageDetails): Promise<string | undefined> {
  const real = resolve(path)
  if (summary.format === 'raw' || !hasDiskInfo(dirname(real))) return undefined
  const { declaredRaw } = await import('../input/declared-raw.ts')
  return declaredRaw({ named: real, real }, summary.format)
}

/** A command may be given all images of a folder, which is asked once. */
const withDiskInfo = new Map<string, boolean>()

function hasDiskInfo(folder: string): boolean {
  const has = withDiskInfo.get(folder) ?? existsSync(systemPath(join(folder, 'disk.info')))
  withDiskInfo.set(folder, has)
  return has
}

/** What finds extents is loaded only for an image that names any. */
async function withExtents(details: ImageDetails, named: string): Promise<ImageDetails> {
  if (details.vmdk?.descriptor === undefined) return details
  const { withExtentsBeside } = await import('../../files/extents-beside.ts')
  return withExtentsBeside(details, named)
}

interface RealFile {
  readonly path: string
  /** Where its extents count from. */
  readonly named: string
  readonly stats: Stats
}

/** The path itself, of what is a file without a symlink; where a symlink leads to one, otherwise. */
function realFile(given: string): RealFile {
  const stats = lstatSync(systemPath(given), { throwIfNoEntry: false })
  if (stats?.isFile() === true) return { path: given, named: given, stats }
  const input = lookAt(given)
  if (input.kind === 'folder') throw new CliError('it is a folder, not an image')
  return { path: input.real, named: input.named, stats: lstatSync(systemPath(input.real)) }
}
