import type { DiskCell } from '../../rows/rows.ts'

/** libvirt's driver type, by which Nova decides how to count a disk; where nothing tells it, unknown. */
export type NovaDiskType = 'qcow2' | 'ploop' | 'raw' | 'unknown'

/**
 * A disk as Nova's `get_instance_disk_info` tells it (nova/virt/libvirt/driver.py,
 * `_get_instance_disk_info_from_config`), field by field. Bytes.
 */
export interface NovaDisk {
  readonly type: NovaDiskType
  /** Undefined where the header does not say. */
  readonly virtDiskSize?: number
  readonly diskSize: number
  /** Of a raw disk and of ploop it can be below zero: only for qcow2 Nova takes 0 then. */
  readonly overCommittedDiskSize?: number
  /** Without its folder; empty where there is none, and undefined where the header does not say. */
  readonly backingFile: string | undefined
}

/**
 * What Nova says of a disk. A qcow2 is counted by what qemu-img says of it, anything else by its file:
 * a vmdk in an instance's folder is as long as the file to Nova, whatever its header says.
 */
export function novaDisk(disk: DiskCell): NovaDisk {
  const type = novaDiskType(disk)
  if (failsForNova(disk)) return { type, diskSize: disk.allocated, backingFile: undefined }
  switch (type) {
    case 'qcow2': {
      const virtual = wholeSectors(disk.virtual ?? lengthOfRaw(disk))
      const diskSize = disk.allocated + (disk.dataFile?.allocated ?? 0)
      return sized(type, virtual, diskSize, backingFile(disk), (bytes) => Math.max(0, bytes))
    }
    case 'ploop':
      return sized(type, disk.virtual, disk.ploopLength ?? 0, '', unchanged)
    case 'raw':
      return sized(type, disk.length, disk.allocated, '', unchanged)
    case 'unknown':
      return { type, diskSize: disk.allocated, backingFile: undefined }
  }
}

/**
 * Whether Nova asks qemu-img of it, which refuses it (`InvalidDiskInfo`): no pass over the host's disks
 * comes to an end then, since nothing catches that (`_get_disk_over_committed_size_total`).
 */
export function failsForNova(disk: DiskCell): boolean {
  return disk.isRefused === true && novaDiskType(disk) === 'qcow2'
}

/** What has lost its header is raw data to qemu-img, which Nova lets guess: as long as the file. */
function lengthOfRaw({ format, length }: DiskCell): number | undefined {
  return format === 'raw' ? length : undefined
}

function backingFile({ format, backing }: DiskCell): string | undefined {
  return format === undefined ? undefined : lastName(backing?.name ?? '')
}

/**
 * As disk.info or the domain XML declares it; a disk that nobody declares is what its header says. If
 * that could not be read, it may be a qcow2 of any size.
 */
function novaDiskType({ declared, format, ploopLength }: DiskCell): NovaDiskType {
  if (ploopLength !== undefined) return 'ploop'
  if (declared !== undefined) return declared === 'qcow2' ? 'qcow2' : 'raw'
  if (format === undefined) return 'unknown'
  return format === 'qcow2' ? 'qcow2' : 'raw'
}

function sized(
  type: NovaDiskType,
  virtual: number | undefined,
  diskSize: number,
  backingFile: string | undefined,
  overCommit: (bytes: number) => number,
): NovaDisk {
  if (virtual === undefined) return { type, diskSize, backingFile }
  const overCommittedDiskSize = overCommit(virtual - diskSize)
  return { type, virtDiskSize: virtual, diskSize, overCommittedDiskSize, backingFile }
}

function unchanged(bytes: number): number {
  return bytes
}

/** qemu counts a disk in whole sectors of 512 bytes. */
function wholeSectors(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes - (bytes % 512)
}

/** os.path.basename: what follows the last slash, which may be nothing. */
function lastName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
