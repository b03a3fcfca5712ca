import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Pulse } from '../../../electron/scanner/pulse.ts'
import { Damaged } from '../../helpers/images/damaged-qcow2.ts'
import { qemuImg } from '../../helpers/images/disk-images.ts'
import { runQemuImg } from '../../helpers/programs/qemu-img.ts'
import { KIB, worked, workedImages } from './worked-images.ts'

const { folder, at, work, checked } = workedImages()

/** Stopped only after the work has begun. */
class SecondLookStops extends Pulse {
  #looks = 0

  override get isStopped(): boolean {
    this.#looks += 1
    return this.#looks > 1
  }
}

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

  test('tells that QEMU has the file open for writing, which changed nothing', async () => {
    expect(checked('disk')).not.toHaveProperty('isHeld')
    const qemu = spawn('qemu-io', [at('disk')])
    try {
      qemu.stdin.write('read 0 512\n')
      await once(qemu.stdout, 'data')
      expect(checked('disk')).toMatchObject({ isHeld: true, check: { changed: false } })
    } finally {
      const ended = once(qemu, 'exit')
      qemu.stdin.end()
      await ended
    }
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
      const messages = work(kind, 'disk', {}, pulse)
      // How far it has come is told by the clock: on a busy machine once before the first look.
      expect(messages.filter((one) => one.kind !== 'progress')).toEqual([{ kind: 'cancelled' }])
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
