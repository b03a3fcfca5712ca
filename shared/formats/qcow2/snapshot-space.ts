import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { errorOf } from '../disk/fault.ts'
import type { Walk } from '../walk.ts'
import { ACTIVE, ClusterOwners, ownerCode } from './cluster-owners.ts'
import { atSnapshot, geometryOf, tableLayout } from './geometry.ts'
import { openQcow2 } from './open.ts'
import { OwnerWalk } from './owner-walk.ts'
import { qcow2Revision } from './revision.ts'
import { type SnapshotTableSpace, snapshotTableSpace } from './snapshot-table-space.ts'
import { readSnapshotTable } from './snapshots.ts'
import type { Qcow2Snapshot } from './types.ts'

/** Bytes in whole clusters, with the clusters of the tables. */
export interface HeldSpace {
  /** Of the guest's disk. */
  readonly diskBytes: number
  /** Of saved VM state. */
  readonly vmStateBytes: number
}

/** What deleting one snapshot alone would free. */
export interface SnapshotSpace extends HeldSpace {
  readonly id: string
  readonly name: string
}

export interface SnapshotsSpace {
  /** In the order of the snapshot table. */
  readonly snapshots: readonly SnapshotSpace[]
  /** What several snapshots hold together, and the active disk does not. */
  readonly shared: HeldSpace
  /** What deleting all of them would free: what each holds alone, what they share, and their table. */
  readonly total: HeldSpace
  /** Header or L1 table are others than when the walk began: the image is in use. */
  readonly changed: boolean
}

/**
 * The space that only internal snapshots hold: clusters that no active entry reaches. Entries that
 * point nowhere useful are passed over; a check names them. Throws `FormatError` when header,
 * snapshot table or the place of a snapshot's L1 table cannot be used, and over a limit.
 */
export function* snapshotSpaceWalk(source: ByteSource): Walk<SnapshotsSpace> {
  const { header, fault } = openQcow2(headWindow(source))
  if (fault !== undefined) throw errorOf(fault)
  const geometry = geometryOf(header)
  const revision = qcow2Revision(source, geometry)
  const { snapshots, sizes, cut } = readSnapshotTable(source, header)
  if (cut !== undefined) throw errorOf(cut)
  const clusterSize = 2 ** geometry.clusterBits
  const owners = new ClusterOwners(clusterSize, source.size)
  // With an external data file the entries' offsets are not of this file.
  if (snapshots.length > 0 && !geometry.dataFile) {
    const walk = new OwnerWalk(source, geometry, owners)
    walk.addL1(geometry, () => ACTIVE)
    for (const [index, snapshot] of snapshots.entries()) {
      const seen = atSnapshot(geometry, snapshot)
      const vmStateFrom = Math.ceil(seen.size / tableLayout(geometry).l2Coverage)
      walk.addL1(seen, (entry) => ownerCode(index, entry >= vmStateFrom))
      yield walk.budget.progress
    }
    yield* walk.walkTables()
  }
  return {
    ...summarise(
      snapshots,
      owners,
      snapshotTableSpace(geometry.dataFile ? [] : sizes, clusterSize),
    ),
    changed: qcow2Revision(source, geometry) !== revision,
  }
}

function summarise(
  snapshots: readonly Qcow2Snapshot[],
  owners: ClusterOwners,
  table: SnapshotTableSpace,
): Omit<SnapshotsSpace, 'changed'> {
  const { alone, shared } = owners.bytes(snapshots.length)
  const total = [...alone, shared].reduce<HeldSpace>(added, { ...NOTHING, diskBytes: table.all })
  const each = snapshots.map(({ id, name }, index) => ({
    ...{ id, name },
    ...added(alone[index] ?? NOTHING, { ...NOTHING, diskBytes: table.without(index) }),
  }))
  return { snapshots: each, shared, total }
}

function added(one: HeldSpace, other: HeldSpace): HeldSpace {
  return {
    diskBytes: one.diskBytes + other.diskBytes,
    vmStateBytes: one.vmStateBytes + other.vmStateBytes,
  }
}

const NOTHING: HeldSpace = { diskBytes: 0, vmStateBytes: 0 }
