import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { MAX_TABLE_BYTES } from '../../../../shared/formats/tables/table-faults.ts'
import type { CheckCode } from '../../../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../../../shared/formats/verdict/verdict.ts'
import { withFile } from '../../../helpers/bytes/file-source.ts'
import { Damaged } from '../../../helpers/images/damaged-qcow2.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { createEncrypted, LUKS_IN_QCOW2 } from '../../../helpers/images/encrypted-images.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { checkOf } from './images.ts'

const folder = temporaryFolder()
const COPIED = 1n << 63n

/** An image with data in a few clusters, as a test damages it. */
function image(...options: readonly string[]): Damaged {
  return imageOf('5M', options)
}

function imageOf(size: string, options: readonly string[] = []): Damaged {
  const name = `image-${size}-${options.join('-')}`
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...options, name, size)
  qemuIo(join(folder, name), ['write -P 1 0 256k'])
  return new Damaged(join(folder, name))
}

/** What a damaged image comes to, and the entry on which it rests. */
function found(code: CheckCode, { bytes }: Damaged): readonly unknown[] {
  const { state, params, evidence } = checkOf(code, bytes, { withTables: true })
  return [state, params['reason'] ?? params['what'], evidence?.offset]
}

/** Sets entry `index` of the first L2 table; returns where it stands. */
function setEntry(damaged: Damaged, index: number, value: bigint, entryBytes = 8): number {
  const at = damaged.l2 + index * entryBytes
  damaged.set(at, value)
  return at
}

describe('one wrong entry of an L2 table', () => {
  test('that points past the end of the file is a file that was cut', () => {
    const damaged = image()
    const at = setEntry(damaged, 2, COPIED | 0x4000_0000n)
    expect(found('truncated', damaged)).toEqual(['warning', 'L2 entry', at])
    expect(found('tables', damaged)).toEqual(['pass', undefined, undefined])
  })

  test('that is not aligned to clusters is none that the format has', () => {
    const damaged = image()
    const at = setEntry(damaged, 2, damaged.u64(damaged.l2) | 512n)
    expect(found('tables', damaged)).toEqual(['warning', 'wrong', at])
  })

  test.each([
    ['the L1 table', ({ l1 }: Damaged) => BigInt(l1)],
    ['an L2 table', ({ l2 }: Damaged) => BigInt(l2)],
    ['the refcount table', ({ refcountTable }: Damaged) => BigInt(refcountTable)],
    ['a refcount block', ({ refcountBlock }: Damaged) => BigInt(refcountBlock)],
  ] as const)('that points to %s is told by where it points', (what, place) => {
    const damaged = image()
    const value = place(damaged)
    const at = setEntry(damaged, 2, COPIED | value)
    expect(found('tables', damaged)).toEqual(['warning', 'own', at])
    const { evidence } = checkOf('tables', damaged.bytes, { withTables: true })
    expect(evidence?.found).toBe(`${value}, where ${what} is`)
  })

  test('is the one that is named, not the first of those that go on one after the other', () => {
    const damaged = image()
    // The table lies behind the last cluster of data, as when the disk had grown.
    const end = Math.ceil(damaged.bytes.length / 0x10000) * 0x10000
    const bytes = Buffer.concat([damaged.bytes, Buffer.alloc(end + 0x20000 - damaged.bytes.length)])
    const longer = new Damaged(bytes)
    longer.set(longer.l1 + 8, 0n)
    longer.set(48, BigInt(end + 0x10000))
    longer.set(end + 0x10000, BigInt(damaged.refcountBlock))
    setEntry(longer, 8, COPIED | BigInt(end))
    const at = setEntry(longer, 9, COPIED | BigInt(end + 0x10000))
    expect(found('tables', longer)).toEqual(['warning', 'own', at])
  })

  test('is what qemu-img check calls a corruption too', () => {
    const edits: readonly ((damaged: Damaged) => bigint)[] = [
      (damaged) => damaged.u64(damaged.l2) | 512n,
      ({ l1 }) => COPIED | BigInt(l1),
      ({ refcountBlock }) => COPIED | BigInt(refcountBlock),
    ]
    for (const edit of edits) {
      const damaged = image()
      setEntry(damaged, 2, edit(damaged))
      writeFileSync(join(folder, 'damaged'), damaged.bytes)
      expect(runQemuImg(folder, ['check', 'damaged']).status).toBe(2)
      expect(found('tables', damaged)[0]).toBe('warning')
    }
  })

  test('of an image with extended entries, and of an encrypted one', () => {
    const extended = image('-o', 'extended_l2=on')
    const at = setEntry(extended, 3, COPIED | BigInt(extended.l1), 16)
    extended.set(at + 8, 1n)
    expect(found('tables', extended)).toEqual(['warning', 'own', at])
    createEncrypted(folder, LUKS_IN_QCOW2, 'encrypted')
    const sound = readFileSync(join(folder, 'encrypted'))
    const end = Math.ceil(sound.length / 0x10000) * 0x10000
    const encrypted = new Damaged(
      Buffer.concat([sound, Buffer.alloc(end + 0x10000 - sound.length)]),
    )
    encrypted.set(encrypted.l1, COPIED | BigInt(end))
    const entry = setEntry(encrypted, 1, COPIED | BigInt(encrypted.refcountTable))
    expect(found('tables', encrypted)).toEqual(['warning', 'own', entry])
  })

  test('is not looked for where nobody asks: a scan reads headers', () => {
    const damaged = image()
    setEntry(damaged, 2, damaged.u64(damaged.l2) | 512n)
    expect(checkOf('tables', damaged.bytes).state).toBe('not-applicable')
  })
})

describe('an entry of the refcount table', () => {
  const saidOf = (code: CheckCode, value: bigint) => {
    const damaged = image()
    damaged.set(damaged.refcountTable, value)
    const { state, params, evidence } = checkOf(code, damaged.bytes, { withTables: true })
    return [state, params['reason'], evidence?.found]
  }

  test.each([
    ['of nothing but ones', 0xffff_ffff_ffff_ffffn, '0xffffffffffffffff'],
    ['that is not aligned', 0x1_0000_0200n, '0x0000000100000200'],
    ['beyond what any image has', 1n << 56n, '0x0100000000000000'],
  ])('%s is damage of which each bit is told, and no sign of a cut', (_, value, text) => {
    expect(saidOf('tables', value)).toEqual(['warning', 'wrong', text])
    expect(saidOf('truncated', value)).toEqual(['pass', undefined, undefined])
  })

  test('past the end of the file is one of a file that was cut', () => {
    expect(saidOf('truncated', 1n << 55n)).toEqual(['warning', undefined, `${1n << 55n}`])
    expect(saidOf('tables', 1n << 55n)).toEqual(['pass', undefined, undefined])
  })
})

describe('many wrong entries before the one that counts', () => {
  const PAST_END = COPIED | 0x4000_0000n
  const UNALIGNED = COPIED | 0x1_0200n

  function wrongUpTo(end: number, value: bigint): Damaged {
    const damaged = imageOf('128M')
    for (let index = 4; index < end; index += 1) setEntry(damaged, index, value)
    return damaged
  }

  test('do not hide one over the image’s own table', () => {
    const damaged = wrongUpTo(1100, PAST_END)
    const at = setEntry(damaged, 1100, COPIED | BigInt(damaged.l2))
    expect(found('tables', damaged)).toEqual(['warning', 'own', at])
    expect(found('truncated', damaged)).toEqual(['warning', 'L2 entry', damaged.l2 + 32])
  })

  test('do not hide one that points past the end', () => {
    const damaged = wrongUpTo(1100, UNALIGNED)
    const at = setEntry(damaged, 1100, PAST_END)
    expect(found('truncated', damaged)).toEqual(['warning', 'L2 entry', at])
    expect(found('tables', damaged)).toEqual(['warning', 'wrong', damaged.l2 + 32])
  })

  test('one of each kind, the worst of them last, and the other way around', () => {
    const last = wrongUpTo(5, PAST_END)
    setEntry(last, 5, UNALIGNED)
    expect(found('tables', last)[1]).toBe('wrong')
    const at = setEntry(last, 6, COPIED | BigInt(last.l2))
    expect(found('tables', last)).toEqual(['warning', 'own', at])
    const first = wrongUpTo(5, COPIED | BigInt(last.l2))
    const cut = setEntry(first, 5, PAST_END)
    expect(found('tables', first)).toEqual(['warning', 'own', first.l2 + 32])
    expect(found('truncated', first)).toEqual(['warning', 'L2 entry', cut])
  })
})

describe('sound tables', () => {
  test.each([
    ['qcow2', []],
    ['qcow2', ['-o', 'extended_l2=on']],
    ['qcow2', ['-o', 'cluster_size=512']],
    ['qcow2', ['-o', 'preallocation=metadata']],
    ['qcow', []],
    ['qed', []],
    ['vdi', []],
    ['vpc', ['-o', 'subformat=dynamic']],
    ['vhdx', []],
    ['parallels', []],
    ['vmdk', []],
  ] as const)('of %s %j pass', (format, options) => {
    qemuImg(folder, 'create', '-q', '-f', format, ...options, 'sound', '5M')
    qemuIo(join(folder, 'sound'), ['write -P 1 0 256k', 'write -P 1 3M 64k'], format)
    const bytes = readFileSync(join(folder, 'sound'))
    for (const code of ['tables', 'truncated'] as const) {
      expect(checkOf(code, bytes, { withTables: true })).toMatchObject({ code, state: 'pass' })
    }
  })

  test('have no place in raw data, nor in a descriptor', () => {
    const asked = { withTables: true } as const
    expect(checkOf('tables', new Uint8Array(4096), asked).state).toBe('not-applicable')
    qemuImg(folder, 'create', '-q', '-f', 'vmdk', '-o', 'subformat=monolithicFlat', 'flat', '5M')
    const bytes = readFileSync(join(folder, 'flat'))
    expect(checkOf('tables', bytes, asked).state).toBe('not-applicable')
  })

  test('that are larger than what is read are said to have been looked at in part', () => {
    const name = 'many-tables'
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'cluster_size=2M', name, '20T')
    const tables = Array.from({ length: 17 }, (_, index) => `write ${index * 512}G 512`)
    qemuIo(join(folder, name), tables)
    withFile(join(folder, name), ({ source }) => {
      let bytesRead = 0
      const counted = {
        size: source.size,
        read: (target: Uint8Array, offset: number) => {
          bytesRead += target.length
          return source.read(target, offset)
        },
      }
      const details = inspectImage(counted)
      const { checks, state } = imageVerdict(counted, { withTables: true, role: 'disk' }, details)
      const { params } = checks.find(({ code }) => code === 'tables') ?? {}
      const partly = { reason: 'partly', size: MAX_TABLE_BYTES }
      expect(params).toEqual(partly)
      const truncated = checks.find(({ code }) => code === 'truncated')
      expect(truncated).toMatchObject({ state: 'info', params: partly })
      expect(state).toBe('warning')
      expect(checks.filter((check) => check.state === 'warning').map(({ code }) => code)).toEqual([
        'virtual-size',
      ])
      expect(bytesRead).toBeLessThan(MAX_TABLE_BYTES + 8 * 1024 * 1024)
    })
  })
})
