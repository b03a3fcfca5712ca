import type { HeadWindow } from '../../bytes/window.ts'
import { elfProgram } from '../content/elf.ts'
import { isLinuxKernel } from '../content/linux-kernel.ts'
import type { VolumeType } from '../content/types.ts'
import { extVolume } from './ext.ts'
import { bootSectorVolume, btrfsVolume, xfsVolume } from './file-systems.ts'
import { physicalVolume, raidMember } from './raid.ts'
import { swapArea } from './swap.ts'
import { type FoundVolume, type Peek, peekHead, peekInto } from './volume-part.ts'

/** What fills a disk without a partition table; at most ten reads of some hundred bytes beyond its beginning. */
export function volumeOf(window: HeadWindow): FoundVolume | undefined {
  return isLinuxKernel(window.head) ? undefined : found(peekInto(window), window.source.size)
}

export type HeadContent = VolumeType | 'elf'

/**
 * What the beginning tells by itself of raw data, for a scan, which reads no more of it: neither btrfs nor most
 * of RAID.
 */
export function headContent(head: Uint8Array): HeadContent | undefined {
  if (isLinuxKernel(head)) return undefined
  return found(peekHead(head), head.length)?.volume.type ?? elfProgram(head)?.kind
}

/** A part of something larger first: it may hold a file system of which it is one half of the blocks. */
function found(peek: Peek, size: number): FoundVolume | undefined {
  return (
    raidMember(peek, size) ??
    physicalVolume(peek) ??
    xfsVolume(peek) ??
    extVolume(peek) ??
    btrfsVolume(peek) ??
    swapArea(peek) ??
    bootSectorVolume(peek)
  )
}
