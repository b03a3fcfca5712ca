import { ByteCursor } from '../../bytes/cursor.ts'
import { type Refuse, refusalIn } from '../../bytes/errors.ts'
import { MAX_FILE_END } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import type { QcowHeader } from './types.ts'

/** qemu counts the bytes of the table in a signed number of 32 bits. */
const MAX_L1_ENTRIES = 0x7fffffffn / 8n
const fail: Refuse = refusalIn('qcow')

/**
 * Reads a version 1 header (qemu, block/qcow.c): the magic of qcow2, another layout. Faults are in
 * qemu's order and words.
 */
export function readQcowHeader({ head }: HeadWindow): QcowHeader {
  const cursor = new ByteCursor(head, 'qcow')
  const backingFileOffset = cursor.seek(8).u64Be()
  const backingFileSize = cursor.u32Be()
  const mtime = cursor.u32Be()
  const size = cursor.u64Be()
  const clusterBits = cursor.u8()
  const l2Bits = cursor.u8()
  const cryptMethod = cursor.skip(2).u32Be()
  const l1TableOffset = cursor.u64Be()
  checkFields({ size, clusterBits, l2Bits, cryptMethod })
  const l1Entries = entriesFor(size, clusterBits + l2Bits)
  checkTableEnd(l1TableOffset, l1Entries)
  const backing = { backingFileOffset, backingFileSize, ...(mtime !== 0 && { mtime }) }
  return { ...backing, size, clusterBits, l2Bits, cryptMethod, l1TableOffset, l1Entries }
}

type Fields = Pick<QcowHeader, 'size' | 'clusterBits' | 'l2Bits' | 'cryptMethod'>

function checkFields({ size, clusterBits, l2Bits, cryptMethod }: Fields): void {
  if (size <= 1n)
    fail(
      'size',
      24,
      says('at least {{n}}', { n: 2 }),
      size,
      says('Image size is too small (must be at least 2 bytes)'),
    )
  if (clusterBits < 9 || clusterBits > 16) {
    fail(
      'cluster_bits',
      32,
      says('{{n}} to {{n2}}', { n: 9, n2: 16 }),
      clusterBits,
      says('Cluster size must be between 512 and 64k'),
    )
  }
  if (l2Bits < 6 || l2Bits > 13) {
    fail(
      'l2_bits',
      33,
      says('{{n}} to {{n2}}', { n: 6, n2: 13 }),
      l2Bits,
      says('L2 table size must be between 512 and 64k'),
    )
  }
  if (cryptMethod > 1) {
    fail(
      'crypt_method',
      36,
      says('{{n}} or {{n2}}', { n: 0, n2: 1 }),
      cryptMethod,
      says('invalid encryption method in qcow header'),
    )
  }
}

function checkTableEnd(offset: bigint, entries: number): void {
  if (offset + BigInt(entries * 8) <= MAX_FILE_END) return
  fail(
    'l1_table_offset',
    40,
    says('a table that ends by {{at}}', { at: MAX_FILE_END }),
    says('{{at}}', { at: offset }),
  )
}

/** L1 entries of `2^bits` bytes each. */
function entriesFor(size: bigint, bits: number): number {
  const covered = 1n << BigInt(bits)
  const entries = (size + covered - 1n) / covered
  if (entries > MAX_L1_ENTRIES)
    fail(
      'size',
      24,
      says('at most {{n}}', { n: covered * MAX_L1_ENTRIES }),
      size,
      says('Image too large'),
    )
  return Number(entries)
}
