import { roundUp, SECTOR_SIZE } from '../../../bytes/numbers.ts'
import { probedFormat } from '../../../formats/names.ts'
import type { DataPart } from '../../chain/data-parts.ts'
import type { DiskCell } from '../../rows/rows.ts'
import { ifCounted } from '../../sizes/known-allocated.ts'

const UNKNOWN = 'unknown'

/**
 * A disk as Nova's `get_instance_disk_info` tells it (nova/virt/libvirt/driver.py,
 * `_get_instance_disk_info_from_config`), field by field. Bytes.
 */
export interface NovaDisk {
  /** libvirt's driver type, whatever it names; `unknown` where nothing tells it. */
  readonly type: string
  /** Undefined where the header does not say. */
  readonly virtDiskSize?: number
  /** Undefined where the file system makes it up. */
  readonly diskSize: number | undefined
  /** Of a raw disk and of ploop it can be below zero: only for qcow2 Nova takes 0 then. */
  readonly overCommittedDiskSize?: number
  /** Without its folder; empty where there is none, and undefined where the header does not say. */
  readonly backingFile: string | undefined
}

/**
 * What Nova says of a disk. What it is told is a qcow2 is counted by what qemu-img says of it, which guesses
 * the format; anything else by its file: what is declared a vmdk is as long as the file to Nova, whatever
 * its header says.
 */
export function novaDisk(disk: DiskCell): NovaDisk {
  const type = novaDiskType(disk)
  const diskSize = blocksOf(disk)
  if (failsForNova(disk)) return { type, diskSize, backingFile: undefined }
  if (disk.ploopLength !== undefined) {
    return sized(type, disk.virtual, disk.ploopLength, '', unchanged)
  }
  if (type === 'qcow2') {
    const { virtual, backingFile } = asQemuImg(disk)
    return sized(type, virtual, sizeToQemuImg(disk), backingFile, (bytes) => Math.max(0, bytes))
  }
  // What is declared may be any word, and that one too.
  if (disk.declared === undefined && disk.format === undefined) {
    return { type, diskSize, backingFile: undefined }
  }
  return sized(type, disk.length, diskSize, '', unchanged)
}

/**
 * Whether Nova asks qemu-img of it, which refuses it (`InvalidDiskInfo`): no pass over the host's disks
 * comes to an end then, since nothing catches that (`_get_disk_over_committed_size_total`).
 */
export function failsForNova(disk: DiskCell): boolean {
  return disk.isRefused === true && novaDiskType(disk) === 'qcow2'
}

/** What qemu-img says of a disk whose format it guesses. */
function asQemuImg(disk: DiskCell): { virtual?: number; backingFile: string | undefined } {
  const { format, length, virtual, backing, probedAs, asGuessed } = disk
  if (format === undefined)
    return { ...(virtual !== undefined && { virtual }), backingFile: undefined }
  if (probedFormat({ format, ...(probedAs !== undefined && { probedAs }) }) === 'raw') {
    // To the end of the last sector, which qemu-img counts whole.
    const whole = length === undefined ? virtual : roundUp(length, SECTOR_SIZE)
    return { ...(whole !== undefined && { virtual: whole }), backingFile: '' }
  }
  const said = asGuessed ?? { virtual, backing }
  return {
    ...(said.virtual !== undefined && { virtual: wholeSectors(said.virtual) }),
    backingFile: lastName(said.backing?.name ?? ''),
  }
}

/**
 * What qemu-img calls the disk's size. It sums the extents of a VMDK, and leaves a qcow2's data file out,
 * which `info` has not opened since QEMU 9.1 and what was put into older ones (CVE-2024-4467,
 * `BDRV_O_NO_IO` in block/qcow2.c).
 */
function sizeToQemuImg(disk: DiskCell): number | undefined {
  const { extents = [], extentsElsewhere = [] } = disk
  let size = blocksOf(disk)
  for (const part of [...extents, ...extentsElsewhere]) {
    const own = blocksOf(part)
    size = size === undefined || own === undefined ? undefined : size + own
  }
  return size
}

/** `st_blocks * 512` as it is to Nova: what its own host makes up is what it counts with. */
function blocksOf(
  file: Pick<DataPart, 'allocated' | 'allocatedFrom' | 'blocks'>,
): number | undefined {
  return file.blocks ?? ifCounted([file], file.allocated)
}

/**
 * As disk.info or the domain XML declares it; a disk that nobody declares is what its header says. If
 * that could not be read, it may be a qcow2 of any size.
 */
function novaDiskType({ declared, format, ploopLength }: DiskCell): string {
  if (ploopLength !== undefined) return 'ploop'
  if (declared !== undefined) return declared
  if (format === undefined) return UNKNOWN
  return format === 'qcow2' ? 'qcow2' : 'raw'
}

function sized(
  type: string,
  virtual: number | undefined,
  diskSize: number | undefined,
  backingFile: string | undefined,
  overCommit: (bytes: number) => number,
): NovaDisk {
  if (virtual === undefined) return { type, diskSize, backingFile }
  if (diskSize === undefined) {
    return { type, virtDiskSize: virtual, diskSize, backingFile }
  }
  const overCommittedDiskSize = overCommit(virtual - diskSize)
  return { type, virtDiskSize: virtual, diskSize, overCommittedDiskSize, backingFile }
}

function unchanged(bytes: number): number {
  return bytes
}

/** Of the size in a header, qemu drops what does not fill a sector. */
function wholeSectors(bytes: number): number {
  return bytes - (bytes % SECTOR_SIZE)
}

/** os.path.basename: what follows the last slash, which may be nothing. */
function lastName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
