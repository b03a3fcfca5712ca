import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'
import type { GivenRoot } from '../../files/named-image.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'
import { cutBelow } from '../chain/cut-partition.ts'
import type { Input } from '../input/inputs.ts'
import { beingWritten } from './being-written.ts'
import type { DiskRequest } from './disk-command.ts'
import { gapTexts, snapshotSize, vpcNotes } from './disk-notes.ts'
import { pointedAt } from './located-notes.ts'
import { overlaysBeside } from './overlays-beside.ts'
import { headerOwner, othersData } from './whose-data.ts'

/** A disk that was opened, with what it was asked for by. */
export interface AskedDisk {
  readonly input: Input
  readonly root: GivenRoot | undefined
  readonly located: LocatedFiles
  readonly opened: OpenedDisk
}

/** What is known of a disk before its guest's bytes are read. */
export interface AboutDisk {
  /** Whose data its header is, where that may be its guest's. */
  readonly whose: string | undefined
  /** Whose data it shows, where it stands on another instance's disk, or on what may be no image. */
  readonly others: string | undefined
  /** A sentence for each member of the chain that is lacking. */
  readonly lacking: readonly string[]
  /** All that is said of it, each a line. */
  readonly notes: readonly string[]
  /** QEMU has one of its files open for writing. */
  readonly isBusy: boolean
  /** Raw data at the end of its chain were cut. */
  readonly isCut: boolean
}

/** Throws a `CliError` where nobody may have meant to read it so: `headerOwner`. */
export async function aboutDisk(
  file: string,
  { input, root, located, opened }: AskedDisk,
  request: DiskRequest,
): Promise<AboutDisk> {
  const pointed = await pointedAt(opened, located, input)
  const whose = headerOwner(opened, input, root, request)
  const others = othersData(opened, input, root, request, located)
  const lacking = await gapTexts(opened, input, root?.real)
  const busy = beingWritten(opened.paths)
  const size = snapshotSize(opened, request.snapshot)
  const cut = cutBelow(opened)
  const said = [whose, others, overlaysBeside(input), busy, size, ...pointed, ...lacking]
  const ofFile = said.flatMap((text) => (text === undefined ? [] : [`${file}: ${text}`]))
  const notes = [...ofFile, ...vpcNotes(opened), ...(cut === undefined ? [] : [cut])]
  return { whose, others, lacking, notes, isBusy: busy !== undefined, isCut: cut !== undefined }
}
