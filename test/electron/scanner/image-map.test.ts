import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Pulse } from '../../../electron/scanner/pulse.ts'
import { Damaged } from '../../helpers/images/damaged-qcow2.ts'
import { qemuImg, qemuIo } from '../../helpers/images/disk-images.ts'
import {
  AES_IN_QCOW2,
  createEncrypted,
  LUKS_IN_QCOW2,
  LUKS_VOLUME,
} from '../../helpers/images/encrypted-images.ts'
import { KIB, MIB, mapped, worked, workedImages } from './worked-images.ts'

const { folder, at, work } = workedImages()

/** Is to stop at every look after the first few. */
class StopsAfter extends Pulse {
  #left: number

  constructor(looks: number) {
    super()
    this.#left = looks
  }

  override get isStopped(): boolean {
    this.#left -= 1
    return this.#left < 0
  }
}

describe('the map of an image', () => {
  test('says of a layer whose tables are cut off that nobody knows what it held', () => {
    const { summary, extents } = mapped(work('map', 'cut'))
    expect(summary.gaps).toEqual([{ kind: 'tables', path: at('cut') }])
    expect(extents.every(({ depth }) => depth > 0)).toBe(true)
    expect(mapped(work('map', 'disk')).summary.gaps).toEqual([])
  })

  test('says what an entry maps that has reserved bits, as what lies below shows there', () => {
    qemuImg('create', '-q', '-f', 'qcow2', at('odd'), '1200M')
    qemuIo(at('odd'), ['write -P 1 1100M 1M'])
    expect(mapped(work('map', 'odd')).summary).not.toHaveProperty('odd')
    const bytes = readFileSync(at('odd'))
    bytes.writeBigUInt64BE((1n << 63n) | 1n, Number(bytes.readBigUInt64BE(40)) + 16)
    writeFileSync(at('odd'), bytes)
    const { summary } = mapped(work('map', 'odd'))
    const stretch = { start: 1024 * MIB, length: 176 * MIB }
    expect(summary.odd).toEqual({ path: at('odd'), ...stretch, hasMore: false })
    expect(summary.faultCount).toBe(1)
  })

  test.each(['map', 'zeros'] as const)(
    'shows what was lost with the end of the file (%s)',
    (kind) => {
      const { summary, lines } = mapped(work(kind, 'shortened'))
      expect(summary.lost).toBe(2 * 64 * KIB)
      expect(summary.totals).toContainEqual({
        kind: 'lost',
        depth: 0,
        bytes: 2 * 64 * KIB,
        extents: lines.filter(([what]) => what === 'lost').length,
      })
    },
  )

  test('shows of a cluster that the end of the file cuts in two what is left of it, and what is lost', () => {
    qemuImg('create', '-q', '-f', 'qcow2', at('torn'), '1M')
    qemuIo(at('torn'), ['write -P 1 0 128k'])
    const whole = mapped(work('map', 'torn'))
    expect(whole.summary.lost).toBe(0)
    truncateSync(at('torn'), statSync(at('torn')).size - 1000)
    const { summary, lines, extents } = mapped(work('map', 'torn'))
    expect(lines).toEqual([
      ['data', 0, 0, 128 * KIB - 1000],
      ['lost', 0, 128 * KIB - 1000, 1000],
      ['unallocated', 0, 128 * KIB, MIB - 128 * KIB],
    ])
    expect(extents[1]?.offset).toBe(statSync(at('torn')).size)
    expect(summary).toMatchObject({ lost: 1000, faultCount: 1, faultsAreEnds: true })
  })

  test('says of a data file that was cut that places lie past its end, and of a cut table nothing of that kind', () => {
    const options = ['-o', `data_file=${at('part.raw')},data_file_raw=on`]
    qemuImg('create', '-q', '-f', 'qcow2', ...options, at('part'), '1M')
    qemuIo(at('part'), ['write -P 1 0 1M'])
    truncateSync(at('part.raw'), 512 * KIB)
    expect(mapped(work('map', 'part')).summary).toMatchObject({
      lost: 512 * KIB,
      faultCount: 8,
      faultsAreEnds: true,
    })
    qemuImg('create', '-q', '-f', 'qcow2', at('headless'), '1M')
    truncateSync(at('headless'), 3 * 64 * KIB)
    const { summary } = mapped(work('map', 'headless'))
    expect(summary.faultCount).toBeGreaterThan(0)
    expect(summary).not.toHaveProperty('faultsAreEnds')
  })

  test.each([
    ['/etc/passwd', 'extent-elsewhere'],
    ['gone', 'extent'],
  ])('finds no fault in the tables of a descriptor that names %s', (name, kind) => {
    const head = ['# Disk DescriptorFile', 'version=1', 'CID=1', 'parentCID=ffffffff']
    const type = 'createType="monolithicFlat"'
    writeFileSync(at('d.vmdk'), [...head, type, `RW 2048 FLAT "${name}" 0`, ''].join('\n'))
    const { summary, lines } = mapped(work('map', 'd.vmdk'))
    expect(lines).toEqual([['missing', 0, 0, MIB]])
    const gap = { kind, path: at('d.vmdk'), names: [name], count: 1 }
    expect(summary).toMatchObject({ faultCount: 0, gaps: [gap] })
  })

  test('names who holds each part through the chain, as qemu-img map does', () => {
    const { summary, extents } = mapped(work('map', 'disk'))
    const theirs: readonly Record<string, unknown>[] = JSON.parse(
      qemuImg('map', '--output=json', at('disk')),
    )
    const held = theirs.filter(({ depth }) => depth === 0)
    const ours = extents.filter(({ depth, kind }) => depth === 0 && kind !== 'unallocated')
    expect(ours.map(({ start, length }) => [start, length])).toEqual(
      held
        .filter(({ start }) => Number(start) < 4 * MIB)
        .map(({ start, length }) => [start, length]),
    )
    expect(summary.layers).toMatchObject([
      { path: at('disk'), missing: false, format: 'qcow2', size: 6 * MIB, holesKnown: true },
      { path: at('base.raw'), missing: false, format: 'raw', size: 4 * MIB, holesKnown: false },
    ])
    expect(summary.totals).toEqual([
      { kind: 'data', depth: 0, bytes: 128 * KIB, extents: 1 },
      { kind: 'compressed', depth: 0, bytes: 64 * KIB, extents: 1 },
      { kind: 'zero', depth: 0, bytes: 64 * KIB, extents: 1 },
      { kind: 'unallocated', depth: 0, bytes: 2 * MIB, extents: 1 },
      { kind: 'data', depth: 1, bytes: 4 * MIB - 256 * KIB, extents: 4 },
    ])
    expect(summary).toMatchObject({
      size: 6 * MIB,
      end: 6 * MIB,
      zerosFound: false,
      lost: 0,
      changed: false,
    })
  })

  test('finds the zeros of a raw layer by reading it, and tells how far it has come', () => {
    const { summary, lines } = mapped(work('zeros', 'disk'))
    expect(summary.zerosFound).toBe(true)
    expect(lines).toEqual([
      ['data', 1, 0, MIB],
      ['compressed', 0, MIB, 64 * KIB],
      ['zero', 1, MIB + 64 * KIB, MIB - 64 * KIB],
      ['data', 0, 2 * MIB, 128 * KIB],
      ['data', 1, 2 * MIB + 128 * KIB, MIB - 128 * KIB],
      ['zero', 0, 3 * MIB, 64 * KIB],
      ['zero', 1, 3 * MIB + 64 * KIB, MIB - 64 * KIB],
      ['unallocated', 0, 4 * MIB, 2 * MIB],
    ])
  })

  test('keeps the zeros that were found until the search was cancelled, and leaves the rest', () => {
    // Of four reads of 1 MiB each the fourth is not done: there is a look at all of it, and two a read.
    const { summary, lines } = mapped(work('zeros', 'base.raw', {}, new StopsAfter(6)))
    expect(lines).toEqual([
      ['data', 0, 0, MIB],
      ['zero', 0, MIB, MIB],
      ['data', 0, 2 * MIB, 2 * MIB],
    ])
    expect(summary).toMatchObject({ zerosFound: true, zerosUnread: MIB })
    expect(summary.layers[0]?.holesKnown).toBe(false)
  })

  test.each([
    ['raw', []],
    ['vmdk', ['-o', 'subformat=monolithicFlat']],
    ['vmdk', ['-o', 'subformat=twoGbMaxExtentFlat']],
  ] as const)('says how much of a sparse file can be data at most (%s %s)', (format, options) => {
    const name = `sparse${options.length}.${format}`
    qemuImg('create', '-q', '-f', format, ...options, at(name), '5G')
    qemuIo(at(name), ['write -P 1 0 1M', 'write -P 1 4G 1M'], format)
    const [layer] = mapped(work('map', name)).summary.layers
    expect(layer?.holesKnown).toBe(false)
    expect(layer?.allocated).toBeGreaterThanOrEqual(2 * MIB)
    expect(layer?.allocated).toBeLessThan(3 * MIB)
    const result = worked(work('measure', name))
    if (result.kind !== 'measure') throw new Error(`came to ${result.kind}`)
    expect(result.measure.required).toBeGreaterThanOrEqual(2 * MIB)
    expect(result.measure.required).toBeLessThan(5 * MIB)
    expect(mapped(work('map', 'base.raw')).summary.layers[0]).not.toHaveProperty('allocated')
  })

  test('goes on where a member of the chain is not here', () => {
    const { summary, lines } = mapped(work('map', 'orphan'))
    expect(lines).toEqual([
      ['data', 0, 0, 64 * KIB],
      ['missing', 1, 64 * KIB, MIB - 64 * KIB],
    ])
    expect(summary.layers[1]).toEqual({
      path: 'elsewhere/gone',
      missing: true,
      holesKnown: true,
      dataPaths: [],
      absentNames: [],
    })
  })

  test('names the file in which an offset counts, and a data file that is not here', () => {
    const options = `data_file=${at('disk.data')}`
    qemuImg('create', '-q', '-f', 'qcow2', '-o', options, at('outside'), '1M')
    qemuIo(at('outside'), ['write -P 1 0 64k'])
    const whole = mapped(work('map', 'outside')).summary
    expect(whole.layers[0]?.dataPaths).toEqual([[0, at('disk.data')]])
    expect(whole.gaps).toEqual([])
    const alone = { grantedFolders: [], grantedFiles: [at('outside')] }
    const { summary, extents } = mapped(work('map', 'outside', alone))
    expect(summary.gaps).toEqual([
      { kind: 'data-file', path: at('outside'), name: at('disk.data') },
    ])
    expect(summary.layers[0]).toMatchObject({
      missing: false,
      holesKnown: true,
      dataPaths: [],
      absentNames: [[0, at('disk.data')]],
    })
    expect(extents[0]).toEqual({ index: 0, start: 0, length: 64 * KIB, kind: 'missing', depth: 0 })
    expect(summary.faultCount).toBe(0)
  })

  test.each([
    ['an overlay over LUKS in qcow2', LUKS_IN_QCOW2, 'qcow2', 1],
    ['an overlay over AES in qcow2', AES_IN_QCOW2, 'qcow2', 1],
    ['a LUKS volume', LUKS_VOLUME, 'luks', 0],
  ] as const)('calls data encrypted that are: %s', (what, options, format, depth) => {
    const name = `${what}.${format}`
    createEncrypted(folder, options, name, '1M')
    if (format === 'qcow2') {
      const file = `driver=qcow2,encrypt.key-secret=sec0,file.filename=${name}`
      const key = ['--object', 'secret,id=sec0,data=passphrase', '--image-opts', file]
      execFileSync('qemu-io', ['-c', 'write -P 1 0 1M', ...key], { cwd: folder })
      qemuImg('create', '-q', '-u', '-f', format, '-b', name, '-F', format, at('above'), '1M')
    }
    const { summary, extents } = mapped(work('map', depth === 0 ? name : 'above'))
    expect(extents).toEqual([{ index: 0, start: 0, length: MIB, kind: 'encrypted', depth }])
    expect(summary.totals).toEqual([{ kind: 'encrypted', depth, bytes: MIB, extents: 1 }])
    expect(summary.layers.every(({ holesKnown }) => holesKnown)).toBe(true)
  })

  test('of a disk in several files tells in which of them each part lies', () => {
    const options = ['-o', 'subformat=twoGbMaxExtentSparse']
    qemuImg('create', '-q', '-f', 'vmdk', ...options, at('split.vmdk'), '5G')
    qemuIo(at('split.vmdk'), ['write -P 1 0 64k', 'write -P 2 3G 64k'], 'vmdk')
    const { summary, extents } = mapped(work('map', 'split.vmdk'))
    const files = new Map(summary.layers[0]?.dataPaths)
    const held = extents.filter(({ kind }) => kind === 'data')
    expect(held.map(({ start, file = 0 }) => [start, files.get(file)])).toEqual([
      [0, at('split-s001.vmdk')],
      [3 * 1024 * MIB, at('split-s002.vmdk')],
    ])
  })

  test('tells of a part that cannot be read for which of the files that is', () => {
    const path = at('lacks.vmdk')
    const extents = ['RW 2048 FLAT "base.raw" 0', 'RW 2048 FLAT "gone" 0']
    const head = ['# Disk DescriptorFile', 'version=1', 'CID=1', 'parentCID=ffffffff']
    writeFileSync(path, [...head, 'createType="twoGbMaxExtentFlat"', ...extents, ''].join('\n'))
    const { summary, extents: held } = mapped(work('map', 'lacks.vmdk'))
    expect(summary.layers[0]?.dataPaths).toEqual([[0, at('base.raw')]])
    expect(held.map(({ kind, file }) => [kind, file])).toEqual([
      ['data', undefined],
      ['missing', 1],
    ])
    expect(summary.faultCount).toBe(0)
    expect(summary.gaps).toEqual([{ kind: 'extent', path, names: ['gone'], count: 1 }])
  })

  test('of an image that was opened alone leaves its base closed', () => {
    const alone = { grantedFolders: [], grantedFiles: [at('disk')] }
    const { summary } = mapped(work('map', 'disk', alone))
    expect(summary.layers.map(({ missing }) => missing)).toEqual([false, true])
  })

  test('shows damage and counts its faults', () => {
    const { summary, lines } = mapped(work('map', 'damaged'))
    expect(lines).toContainEqual(['invalid', 0, 40 * 64 * KIB, 64 * KIB])
    expect(summary.faultCount).toBe(1)
    expect(summary.faults[0]).not.toHaveProperty('file')
  })

  test('names the file of the layer whose tables have a fault', () => {
    qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', 'damaged', '-F', 'qcow2', at('over'), '6M')
    const { faults, faultCount } = mapped(work('map', 'over')).summary
    expect([faultCount, faults[0]?.file]).toEqual([1, at('damaged')])
  })

  test('is refused with the fault for a header that is', () => {
    const image = new Damaged(at('disk'))
    image.bytes.writeUInt32BE(40, 20)
    writeFileSync(at('refused'), image.bytes)
    expect(worked(work('map', 'refused'))).toMatchObject({
      kind: 'refused',
      fault: { code: 'unsupported', offset: 20 },
    })
  })
})
