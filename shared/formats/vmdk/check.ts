import type { Fault } from '../../bytes/errors.ts'
import { FormatError } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { openWindow } from '../../bytes/window.ts'
import { BlockCheck, type Wrong } from '../check/block-check.ts'
import type { ImageCheck } from '../check/types.ts'
import { detectHead } from '../detect.ts'
import type { Codecs, DiskLayer } from '../disk/types.ts'
import type { Walk } from '../walk.ts'
import { cowdLayer, sparseLayer } from './layer.ts'
import { readCowdVmdk, readSparseVmdk } from './vmdk.ts'

const HEAD_SIZE = 4096
/** Bytes of a grain table that stand for one grain. */
const ENTRY_BYTES = 4

/**
 * What is wrong with the grains of one sparse extent, whose data is in the file itself: tables and
 * grains that begin after the end of it (block/vmdk.c), each of which is told. qemu-img stops at the
 * first of them, and ends with 1. Throws `FormatError` for a header that is refused.
 */
export function* checkVmdkWalk(source: ByteSource): Walk<ImageCheck> {
  const { layer, grainSize } = openExtent(source)
  const check = new BlockCheck(source)
  const faults = {
    note: (_: unknown, make: () => Fault) => check.corruption(() => wrongOf(make())),
  }
  const total = Math.ceil(layer.size / grainSize) * ENTRY_BYTES
  for (const { start, length, offset } of layer.extents(0, layer.size, faults)) {
    if (offset !== undefined && offset < source.size) {
      check.noteEnd('grain', offset, offset, length)
    }
    yield { done: Math.floor((start + length) / grainSize) * ENTRY_BYTES, total }
  }
  return check.result()
}

function openExtent(source: ByteSource): { readonly layer: DiskLayer; readonly grainSize: number } {
  const window = openWindow(source, new Uint8Array(HEAD_SIZE))
  if (detectHead(window.head) === 'vmdk-cowd') {
    const { cowd } = readCowdVmdk(window).vmdk
    if (cowd !== undefined)
      return { layer: cowdLayer(source, cowd, NONE), grainSize: cowd.grainSize }
  } else {
    const { sparse } = readSparseVmdk(window).vmdk
    if (sparse !== undefined) {
      return { layer: sparseLayer(source, sparse, NONE), grainSize: sparse.grainSize }
    }
  }
  throw new FormatError('invalid', 'vmdk', 0, 'a sparse extent', 'none')
}

function wrongOf({ what, offset, expected, found, message }: Fault): Wrong {
  return { what, offset, expected, found, message }
}

/** Tables are read, and grains are not. */
const NONE: Codecs = { inflateRaw: neverAsked, inflateZlib: neverAsked, zstd: neverAsked }

function neverAsked(): never {
  throw new Error('a check unpacks nothing')
}
