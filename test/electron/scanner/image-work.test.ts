import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { InspectRequest, JobMessage } from '../../../electron/scanner/jobs.ts'
import { Pulse } from '../../../electron/scanner/pulse.ts'
import { runJob } from '../../../electron/scanner/run-job.ts'
import type { ImageWork } from '../../../shared/ipc/tasks.ts'
import { extentPage } from '../../../shared/map/extent-table.ts'
import { Damaged } from '../../helpers/damaged-qcow2.ts'
import { qemuImg, qemuIo } from '../../helpers/disk-images.ts'
import { runQemuImg, temporaryFolder } from '../../helpers/qemu-img.ts'

const KIB = 1024
const MIB = 1024 * KIB

const folder = temporaryFolder()
const at = (name: string) => join(folder, name)

beforeAll(() => {
  const base = Buffer.alloc(4 * MIB)
  base.fill(0x5a, 0, MIB)
  base.fill(0xa5, 2 * MIB, 3 * MIB)
  writeFileSync(at('base.raw'), base)
  qemuImg('create', '-q', '-f', 'qcow2', '-b', at('base.raw'), '-F', 'raw', at('disk'), '6M')
  qemuIo(at('disk'), ['write -c -P 3 1M 64k', 'write -P 1 2M 128k', 'write -z 3M 64k'])
  qemuImg('snapshot', '-c', 'before', at('disk'))
  qemuIo(at('disk'), ['write -P 2 2M 128k'])
  // Without holes in the file, for which whoever maps it would look.
  writeFileSync(at('disk'), readFileSync(at('disk')))
  writeFileSync(at('damaged'), damaged())
  qemuImg('create', '-q', '-f', 'qcow2', at('orphan'), '1M')
  qemuIo(at('orphan'), ['write -P 1 0 64k'])
  qemuImg('create', '-q', '-f', 'qcow2', '-b', at('disk'), '-F', 'qcow2', at('cut'))
  qemuIo(at('cut'), ['write -P 9 0 3M'])
  // After the header and the refcounts qemu puts the active L1 table.
  truncateSync(at('cut'), 3 * 64 * KIB)
  qemuImg('create', '-q', '-f', 'qcow2', at('shortened'), '4M')
  qemuIo(at('shortened'), ['write -P 9 0 1M'])
  // Data are in the order of writing.
  truncateSync(at('shortened'), statSync(at('shortened')).size - 2 * 64 * KIB)
  qemuImg('rebase', '-u', '-b', 'elsewhere/gone', '-F', 'qcow2', at('orphan'))
})

/** `disk` with an L2 entry that points nowhere useful and a cluster that nobody refers to. */
function damaged(): Buffer {
  const image = new Damaged(at('disk'))
  image.set(image.l2 + 40 * 8, image.u64(image.l2 + 32 * 8) | 512n)
  const clusters = Math.ceil(image.bytes.length / (64 * KIB))
  image.bytes.writeUInt16BE(1, image.refcountBlock + clusters * 2)
  return Buffer.concat([image.bytes, Buffer.alloc(64 * KIB)])
}

/** Stopped only after the work has begun. */
class SecondLookStops extends Pulse {
  #looks = 0

  override get isStopped(): boolean {
    this.#looks += 1
    return this.#looks > 1
  }
}

function work(
  kind: ImageWork,
  name: string,
  change: Partial<InspectRequest> = {},
  pulse = new Pulse(),
): readonly JobMessage[] {
  const request: InspectRequest = {
    placeId: 'p',
    askedPath: name,
    path: name,
    folder,
    grantedFolders: [folder],
    grantedFiles: [],
    located: new Map(),
    ...change,
  }
  const messages: JobMessage[] = []
  runJob({ kind: 'work', work: kind, request }, pulse, (message) => messages.push(message))
  return messages
}

function mapped(messages: readonly JobMessage[]) {
  const last = messages.at(-1)
  if (last?.kind !== 'mapped') throw new Error(`ended with ${JSON.stringify(last)}`)
  const { summary, table } = last.map
  const extents = extentPage(table, 0, 1000)
  const lines = extents.map(({ kind, depth, start, length }) => [kind, depth, start, length])
  return { summary, extents, lines }
}

function worked(messages: readonly JobMessage[]) {
  const last = messages.at(-1)
  if (last?.kind !== 'worked') throw new Error(`ended with ${JSON.stringify(last)}`)
  return last.result
}

function checked(name: string) {
  const result = worked(work('check', name))
  if (result.kind !== 'check') throw new Error(`came to ${result.kind}`)
  return result.report
}

describe('the map of an image', () => {
  test('says of a layer whose tables are cut off that nobody knows what it held', () => {
    const { summary, extents } = mapped(work('map', 'cut'))
    expect(summary.gaps).toEqual([{ kind: 'tables', path: at('cut') }])
    expect(extents.every(({ depth }) => depth > 0)).toBe(true)
    expect(mapped(work('map', 'disk')).summary.gaps).toEqual([])
  })

  test('tells how much of what it shows as data was lost with the end of the file', () => {
    expect(mapped(work('map', 'shortened')).summary.lost).toBe(2 * 64 * KIB)
    expect(mapped(work('zeros', 'shortened')).summary.lost).toBe(2 * 64 * KIB)
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
    const { summary, lines } = mapped(work('map', 'outside', alone))
    expect(summary.gaps).toEqual([{ kind: 'data-file', path: at('outside') }])
    expect(lines[0]).toEqual(['data', 0, 0, 64 * KIB])
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

describe('the check of an image', () => {
  test.each(['disk', 'damaged'])('%s counts what qemu-img check counts', (name) => {
    const { check } = checked(name)
    const { stdout } = runQemuImg(folder, ['check', '--output=json', name])
    const theirs = JSON.parse(stdout)
    expect({
      corruptions: check.corruptions,
      leaks: check.leaks,
      checkErrors: check.checkErrors,
      end: check.imageEndOffset,
      allocated: check.allocatedClusters,
      compressed: check.compressedClusters,
    }).toEqual({
      corruptions: theirs.corruptions ?? 0,
      leaks: theirs.leaks ?? 0,
      checkErrors: theirs['check-errors'],
      end: theirs['image-end-offset'],
      allocated: theirs['allocated-clusters'],
      compressed: theirs['compressed-clusters'],
    })
  })

  test('lists what it found, each with its offset and what was expected', () => {
    const { check, moreFindings } = checked('damaged')
    expect(moreFindings).toBe(0)
    expect(check.findings.map(({ kind }) => kind)).toContain('leak')
    for (const { offset, expected, found } of check.findings) {
      expect(offset).toBeGreaterThan(0)
      expect(expected).not.toBe(found)
    }
  })

  test('cuts a long list and counts the rest', () => {
    const image = new Damaged(at('disk'))
    for (let cluster = 100; cluster < 1400; cluster += 1) {
      image.bytes.writeUInt16BE(1, image.refcountBlock + cluster * 2)
    }
    writeFileSync(at('leaky'), image.bytes)
    truncateSync(at('leaky'), 1500 * 64 * KIB)
    const { check, moreFindings } = checked('leaky')
    expect(check.findings).toHaveLength(500)
    expect(moreFindings).toBe(check.leaks - 500)
  })

  test('is not there for other formats', () => {
    expect(worked(work('check', 'base.raw'))).toEqual({ kind: 'unsupported', format: 'raw' })
  })
})

describe('work on an image', () => {
  test('tells the space that snapshots alone hold', () => {
    expect(worked(work('snapshot-space', 'disk'))).toMatchObject({
      kind: 'snapshot-space',
      space: { snapshots: [{ id: '1', name: 'before' }], changed: false },
    })
  })

  test.each(['check', 'snapshot-space', 'map', 'zeros', 'measure'] as const)(
    '%s stops when it is told to',
    (kind) => {
      const pulse = new Pulse()
      pulse.stop()
      expect(work(kind, 'disk', {}, pulse)).toEqual([{ kind: 'cancelled' }])
    },
  )

  test.each([
    ['vdi', '300G', 'map'],
    ['vdi', '300G', 'measure'],
    ['vmdk', '32G', 'map'],
    ['vmdk', '32G', 'measure'],
  ] as const)(
    'on an empty %s of %s is heard to stop in the middle of a %s',
    (...[format, size, kind]) => {
      const name = `empty.${format}`
      qemuImg('create', '-q', '-f', format, at(name), size)
      expect(work(kind, name).map((message) => message.kind)).not.toContain('cancelled')
      expect(work(kind, name, {}, new SecondLookStops()).at(-1)).toEqual({ kind: 'cancelled' })
    },
  )

  test('on a file that is not there fails as any inspection does', () => {
    expect(work('map', 'none')).toMatchObject([{ kind: 'failed', failure: { code: 'not-found' } }])
  })
})
