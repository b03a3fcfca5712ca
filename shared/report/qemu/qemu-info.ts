import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ImageDetails } from '../../formats/details.ts'
import { rawContent } from '../../formats/names.ts'
import type { Qcow2Details, Qcow2Snapshot } from '../../formats/qcow2/types.ts'
import type { ImageFormat } from '../../formats/types.ts'
import { isFixedVpc } from '../../formats/vpc/fixed.ts'
import { fullBackingFilename } from '../backing-path.ts'
import { type FormatSpecific, formatSpecific } from './qemu-info-specific.ts'

export interface QemuInfoInput {
  /** The file as it was named: qemu-img prints it, and resolves relative names beside it. */
  readonly displayPath: string
  /** `st_size` and `st_blocks * 512` of the file. */
  readonly length: number
  readonly allocated: number
  readonly details: ImageDetails
  /** The format that the image above records for it: what qemu opens it as, without a look. */
  readonly recorded?: string
  /** Where the backing file was found, when it is not where qemu would look. */
  readonly fullBackingFilename?: string
}

export interface QemuSnapshotInfo {
  /** Exact, as a number or over 2^53. */
  readonly icount: number | bigint | undefined
  readonly 'vm-clock-nsec': number
  readonly name: string
  readonly 'date-sec': number
  readonly 'date-nsec': number
  readonly 'vm-clock-sec': number
  readonly id: string
  readonly 'vm-state-size': number | bigint
}

/** The object that `qemu-img info --output=json` prints (7.2). Sizes in bytes. */
export interface QemuInfo {
  readonly 'backing-filename-format': string | undefined
  readonly snapshots: readonly QemuSnapshotInfo[] | undefined
  readonly 'virtual-size': number | undefined
  readonly filename: string
  readonly 'cluster-size': number | undefined
  readonly format: string
  readonly 'actual-size': number
  readonly 'format-specific': FormatSpecific | undefined
  readonly encrypted: true | undefined
  readonly 'full-backing-filename': string | undefined
  readonly 'backing-filename': string | undefined
  readonly 'dirty-flag': boolean | undefined
}

/**
 * The keys and values of `qemu-img info --output=json`, in its order. What qemu calls raw is raw
 * here too: ISO images, partitioned disks, fixed VHD, which it recognises only when told (as by the
 * format that is recorded for a backing file), and LUKS version 2.
 */
export function qemuInfo(input: QemuInfoInput): QemuInfo {
  const { displayPath, allocated, details } = input
  const format = qemuFormat(details, input.recorded)
  const { summary, qcow2 } = details
  const raw = format === 'raw'
  const virtualSize = raw
    ? roundUp(input.length, SECTOR_SIZE)
    : (summary.virtualSize ?? summary.uncountedSize)
  // qemu's Parallels driver does not tell the size of a cluster.
  const isTold = !raw && format !== 'parallels'
  const clusterSize = isTold ? (summary.clusterSize ?? commonGrainSize(details)) : undefined
  const backing = summary.backing
  // One shape for all, absent keys too: a thousand files are told by this in one run.
  return {
    'backing-filename-format': backing?.format,
    snapshots: snapshotsOf(qcow2),
    'virtual-size': virtualSize,
    filename: displayPath,
    'cluster-size': clusterSize,
    // By its driver for files qemu has it as it stands too, under another name.
    format: raw && input.recorded === 'file' ? 'file' : format,
    'actual-size': allocated + extentBytes(details),
    'format-specific': raw ? undefined : formatSpecific(details, displayPath),
    encrypted: !raw && summary.encryption !== undefined ? true : undefined,
    'full-backing-filename': backing === undefined ? undefined : fullName(input, backing.name),
    'backing-filename': backing?.name,
    'dirty-flag': dirtyFlag(format, details),
  }
}

function qemuFormat(details: ImageDetails, recorded: string | undefined): ImageFormat {
  const { format, fault } = details.summary
  if (rawContent(format) !== undefined) return 'raw'
  if (isFixedVpc(details)) return recorded === 'vpc' ? 'vpc' : 'raw'
  return format === 'luks' && fault?.what === 'luks.version' ? 'raw' : format
}

function snapshotsOf(qcow2: Qcow2Details | undefined): QemuInfo['snapshots'] {
  if (qcow2 === undefined || qcow2.snapshots.length === 0) return undefined
  return qcow2.snapshots.map(snapshotInfo)
}

const NSEC = 1_000_000_000n

function snapshotInfo(snapshot: Qcow2Snapshot): QemuSnapshotInfo {
  const { icount, vmClockNsec } = snapshot
  // One shape for all: what is put together of parts takes several times the memory, of 65,536 of them.
  return {
    icount: icount === undefined ? undefined : signed(icount),
    'vm-clock-nsec': Number(vmClockNsec % NSEC),
    name: snapshot.name,
    'date-sec': snapshot.dateSec,
    'date-nsec': snapshot.dateNsec,
    'vm-clock-sec': Number(vmClockNsec / NSEC),
    id: snapshot.id,
    'vm-state-size': signed(snapshot.vmStateSize),
  }
}

/** qemu prints 64-bit values of these fields as signed. */
function signed(value: bigint): number | bigint {
  const exact = BigInt.asIntN(64, value)
  const number = Number(exact)
  return Number.isSafeInteger(number) ? number : exact
}

function fullName(input: QemuInfoInput, name: string): string {
  return input.fullBackingFilename ?? fullBackingFilename(input.displayPath, name)
}

/** What all extents of a disk that are other files have for a grain, if they have one. */
function commonGrainSize(details: ImageDetails): number | undefined {
  return hasOneGrain(details) ? details.vmdk?.extentFiles?.[0]?.grainSize : undefined
}

/** Of a disk whose extents are of several kinds qemu's driver tells nothing more (`vmdk_get_info`). */
function hasOneGrain({ vmdk }: ImageDetails): boolean {
  const [first, ...others] = vmdk?.extentFiles ?? []
  return others.every(({ grainSize }) => grainSize === first?.grainSize)
}

/** qemu counts the files of a disk together. */
function extentBytes({ vmdk }: ImageDetails): number {
  return (vmdk?.extentFiles ?? []).reduce((sum, { allocated = 0 }) => sum + allocated, 0)
}

/** Drivers of qemu that say nothing of it; of the others only that of qcow2 tells its bit. */
const SILENT: readonly ImageFormat[] = ['parallels', 'bochs', 'cloop']

function dirtyFlag(format: ImageFormat, details: ImageDetails): boolean | undefined {
  if (SILENT.includes(format) || !hasOneGrain(details)) return undefined
  return format === 'qcow2' && (details.summary.flags?.includes('dirty') ?? false)
}
