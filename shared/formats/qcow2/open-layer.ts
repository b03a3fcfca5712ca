import { FormatError, ifWellFormed } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { quote, says } from '../../phrases/phrase.ts'
import { errorOf } from '../disk/fault.ts'
import type { DiskLayer, LayerContext } from '../disk/types.ts'
import { checkData } from './data-check.ts'
import { atSnapshot, geometryOf } from './geometry.ts'
import { qcow2Layer } from './layer.ts'
import { openQcow2 } from './open.ts'
import { looksPreallocated } from './preallocated.ts'
import { chooseSnapshot } from './snapshot-choice.ts'
import { readSnapshotTable } from './snapshots.ts'
import type { Qcow2Header, Qcow2Snapshot } from './types.ts'

/**
 * A qcow2 image as a layer, from its header on. Throws the `FormatError` for which qemu refuses the
 * image, and `invalid` when there is no snapshot of the context's id or name.
 */
export function openQcow2Layer(source: ByteSource, context: LayerContext): DiskLayer {
  const opened = openQcow2(headWindow(source))
  if (opened.fault !== undefined) throw errorOf(opened.fault)
  const { header, extensions } = opened
  checkData(header, extensions)
  const active = geometryOf(header)
  const hasHoles = () => mayHaveHoles(source, header, context)
  if (context.snapshot === undefined) return qcow2Layer(source, active, context, hasHoles)
  const snapshot = findSnapshot(source, header, context.snapshot)
  return qcow2Layer(source, atSnapshot(active, snapshot), context, hasHoles)
}

/**
 * What is encrypted is no zeros where its file has a hole. Refcounts that cannot be read tell nothing,
 * and keep nobody from the map.
 */
function mayHaveHoles(
  source: ByteSource,
  header: Qcow2Header,
  { allocated }: LayerContext,
): boolean {
  if (allocated === undefined || header.cryptMethod !== 0) return false
  return ifWellFormed(() => looksPreallocated(source, header, allocated)) ?? false
}

function findSnapshot(source: ByteSource, header: Qcow2Header, wanted: string): Qcow2Snapshot {
  const { snapshots, cut } = readSnapshotTable(source, header)
  const found = chooseSnapshot(snapshots, wanted)
  if (found !== undefined) return found
  if (cut !== undefined) throw errorOf(cut)
  const names = snapshots.map(({ id, name }) => `${id} (${name})`).join(', ')
  const known = names === '' ? says('no snapshot') : quote(names)
  const message = says('There is no snapshot {{name}}: the image has {{found}}', {
    name: wanted,
    found: known,
  })
  throw new FormatError('invalid', 'snapshot', 0, quote(wanted), known, message)
}
