import type { SnapshotsSpace } from '../../../../shared/formats/qcow2/snapshot-space.ts'
import type { Qcow2Snapshot } from '../../../../shared/formats/qcow2/types.ts'

/** A snapshot with what was measured of it. Bytes; undefined for what nobody knows. */
export interface SnapshotRow {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly dateMs: number
  readonly vmState: number
  readonly diskSize: number | undefined
  /** Guest time since it was started, e.g. `00:01:02.003`. */
  readonly vmClock: string
  readonly icount: bigint | undefined
  readonly alone: number | undefined
  readonly aloneVmState: number | undefined
}

/** Snapshots in the order of their table. The space is of the same table only where ids agree. */
export function snapshotRows(
  snapshots: readonly Qcow2Snapshot[],
  space: SnapshotsSpace | undefined,
): readonly SnapshotRow[] {
  return snapshots.map((snapshot, index) => {
    const { id, name, dateSec, dateNsec, vmStateSize, diskSize, vmClockNsec, icount } = snapshot
    const measured = space?.snapshots[index]
    const held = measured?.id === id ? measured : undefined
    return {
      key: `${index}`,
      id,
      name,
      dateMs: dateSec * 1000 + Math.floor(dateNsec / 1e6),
      vmState: Number(vmStateSize),
      diskSize: diskSize === undefined ? undefined : Number(diskSize),
      vmClock: clockText(vmClockNsec),
      icount,
      alone: held?.diskBytes,
      aloneVmState: held?.vmStateBytes,
    }
  })
}

/** As qemu-img prints it: hours, minutes, seconds and milliseconds. */
function clockText(nanoseconds: bigint): string {
  const milliseconds = nanoseconds / 1_000_000n
  const two = (value: bigint) => String(value).padStart(2, '0')
  const seconds = milliseconds / 1000n
  const rest = String(milliseconds % 1000n).padStart(3, '0')
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}.${rest}`
}
