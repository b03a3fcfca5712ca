import { fileOffset } from '../../../bytes/numbers.ts'
import type { ByteSource } from '../../../bytes/source.ts'
import { headWindow } from '../../../bytes/window.ts'
import { errorOf } from '../../disk/fault.ts'
import type { Walk } from '../../walk.ts'
import { checkData } from '../data-check.ts'
import { findExtension } from '../extensions.ts'
import { geometryOf, type Qcow2Geometry } from '../geometry.ts'
import { openQcow2 } from '../open.ts'
import { qcow2Revision } from '../revision.ts'
import { checkBitmaps } from './bitmaps.ts'
import { compareRefcounts } from './compare.ts'
import { checkL1, type L2Uses } from './l1.ts'
import { L2Checker } from './l2.ts'
import { checkRefcountBlocks } from './refcount-blocks.ts'
import { checkSnapshots } from './snapshot-table.ts'
import { CheckState } from './state.ts'
import type { Qcow2Check } from './types.ts'

/**
 * What `qemu-img check` finds, table by table: every structure is walked, references to each cluster are
 * counted and compared with the stored refcounts. Needs no key, no backing file and no data file. Throws
 * `FormatError` when the image cannot be checked: its header is refused, its snapshot table cannot be read,
 * or it is over a limit.
 */
export function* checkQcow2Walk(source: ByteSource): Walk<Qcow2Check> {
  const opened = openQcow2(headWindow(source), 'check')
  if (opened.fault !== undefined) throw errorOf(opened.fault)
  const { header, extensions } = opened
  checkData(header, extensions)
  const geometry = geometryOf(header)
  const revision = qcow2Revision(source, geometry)
  const state = new CheckState(source, header)
  const { clusterSize } = state
  state.counts.add(0, clusterSize, 1, 'header', 0)
  const l2 = yield* checkGuestTables(state, geometry)
  checkRefcountTable(state)
  checkCrypto(state, findExtension(extensions, 'crypto')?.crypto)
  const bitmaps = yield* checkBitmaps(state, findExtension(extensions, 'bitmaps')?.bitmaps)
  checkRefcountBlocks(state)
  const highest = yield* compareRefcounts(state)
  return {
    ...sumsOf(state, l2),
    imageEndOffset: (highest + 1) * clusterSize,
    totalClusters: Math.ceil(geometry.size / clusterSize),
    bitmaps,
    changed: qcow2Revision(source, geometry) !== revision,
  }
}

/** The tables of the disk and of its snapshots, each L2 table once. */
function* checkGuestTables(
  state: CheckState,
  { l1Offset, l1Entries }: Qcow2Geometry,
): Walk<L2Checker> {
  const { budget } = state
  const uses: L2Uses = new Map()
  checkL1(state, { offset: l1Offset, entries: l1Entries, active: true, times: 1 }, uses)
  yield* checkSnapshots(state, uses)
  budget.expect((uses.size + state.stored.blockCount) * state.clusterSize)
  const l2 = new L2Checker(state)
  for (const [offset, use] of uses) {
    l2.check(offset, use)
    yield budget.progress
  }
  return l2
}

function sumsOf({ log, beyondEnd }: CheckState, l2: L2Checker) {
  return {
    checkErrors: log.count('error'),
    corruptions: log.count('corruption'),
    leaks: log.count('leak'),
    notes: log.count('note'),
    allocatedClusters: l2.allocated,
    fragmentedClusters: l2.fragmented,
    compressedClusters: l2.compressed,
    findings: log.findings,
    beyondEnd: beyondEnd.kept,
    beyondEndCount: beyondEnd.count,
  }
}

function checkRefcountTable(state: CheckState): void {
  const { tableOffset, tableEntries } = state.stored
  state.counts.add(tableOffset, tableEntries * 8, 1, 'refcount table', 48)
  // What the file lacks of it is zeros, and nothing is lost by that.
  state.noteEnd('refcount table', tableOffset, tableEntries * 8, false)
}

function checkCrypto(
  state: CheckState,
  crypto: { readonly offset: bigint; readonly length: bigint } | undefined,
): void {
  if (crypto === undefined) return
  const offset = fileOffset(crypto.offset)
  const length = fileOffset(crypto.length)
  state.counts.add(offset, length, 1, 'encryption header', offset)
  state.noteEnd('encryption header', offset, length, true)
}
