import { type Fault, FormatError, sentenceOf } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { english } from '../../phrases/english.ts'
import { says } from '../../phrases/phrase.ts'
import type { BlockCheck, Wrong } from '../check/block-check.ts'
import { detectFirst } from '../detect.ts'
import type { Codecs, DiskLayer } from '../disk/types.ts'
import type { Walk } from '../walk.ts'
import { cowdLayer, sparseLayer } from './layer.ts'
import { isSeSparse, readSeSparseHeader } from './sesparse-header.ts'
import { seSparseLayer } from './sesparse-layer.ts'
import { readCowdVmdk, readDescriptorVmdk, readSparseVmdk, type Vmdk } from './vmdk.ts'

/** Bytes of a grain table that stand for one grain. */
const ENTRY_BYTES = 4

/** Checks the file of one sparse extent. Throws `FormatError` for a header that is refused. */
export function* checkSparseExtent(check: BlockCheck): Walk<void> {
  if (isSeSparse(check.source)) {
    const { grainSize } = readSeSparseHeader(check.source)
    yield* walkGrains(check, seSparseLayer(check.source), grainSize)
  } else yield* checkGrains(check, readVmdk(check.source))
}

export function readVmdk(source: ByteSource): Vmdk {
  const window = headWindow(source)
  const kind = detectFirst(window.head)
  if (kind === 'vmdk-cowd') return readCowdVmdk(window)
  return kind === 'vmdk-sparse' ? readSparseVmdk(window) : readDescriptorVmdk(window)
}

/** Checks what holds its grains itself. */
export function checkGrains(check: BlockCheck, { vmdk: { sparse, cowd } }: Vmdk): Walk<void> {
  const { source } = check
  if (sparse !== undefined) {
    return walkGrains(check, sparseLayer(source, sparse, NONE), sparse.grainSize)
  }
  if (cowd !== undefined) return walkGrains(check, cowdLayer(source, cowd, NONE), cowd.grainSize)
  throw new FormatError('invalid', 'vmdk', 0, says('a sparse extent'), says('none'))
}

function* walkGrains(check: BlockCheck, layer: DiskLayer, grainSize: number): Walk<void> {
  const faults = {
    note: (_: unknown, make: () => Fault) => check.corruption(() => wrongOf(make())),
    // Told below, of whole runs: to qemu they are no corruption.
    noteEnd: () => undefined,
  }
  const total = Math.ceil(layer.size / grainSize) * ENTRY_BYTES
  for (const { start, length, offset } of layer.extents(0, layer.size, faults)) {
    if (offset !== undefined && offset < check.source.size) {
      check.noteEnd('grain', offset, offset, length)
    }
    yield { done: Math.floor((start + length) / grainSize) * ENTRY_BYTES, total }
  }
}

function wrongOf(fault: Fault): Wrong {
  const { what, offset, expected, found } = fault
  return { what, offset, expected, found, message: english(sentenceOf(fault)) }
}

/** Tables are read, and grains are not. */
const NONE: Codecs = { inflateRaw: neverAsked, inflateZlib: neverAsked, zstd: neverAsked }

function neverAsked(): never {
  throw new Error('a check unpacks nothing')
}
