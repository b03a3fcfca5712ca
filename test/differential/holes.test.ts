import { execFileSync } from 'node:child_process'
import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { Damaged } from '../helpers/images/damaged-qcow2.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { createEncrypted } from '../helpers/images/encrypted-images.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const cli = cliOfTests()

interface Measured {
  readonly required: number
}

interface Mapped {
  readonly start: number
  readonly length: number
  readonly zero: boolean
}

describe('holes of a static VDI, which maps all of its disk', () => {
  const run = (...args: readonly string[]) => cli.run([...args, 'disk'], { cwd: folder })

  beforeAll(() => {
    qemuImg(folder, 'create', '-q', '-f', 'vdi', '-o', 'static=on', 'disk', '64M')
    qemuIo(join(folder, 'disk'), ['write -P 7 1M 1M', 'write -P 8 40M 64k'], 'vdi')
    execFileSync('cp', ['--sparse=always', 'disk', 'copy'], { cwd: folder })
    renameSync(join(folder, 'copy'), join(folder, 'disk'))
  })

  test('were not looked for, which is said', () => {
    for (const command of [['map'], ['measure', '-O', 'qcow2']]) {
      const { status, stderr } = run(...command)
      expect(status).toBe(0)
      expect(stderr).toMatch(
        /disk: its holes were not looked for.*: of 64\.0 MiB at most [1-3]\.\d\d MiB take space.*--find-zeros/,
      )
    }
  })

  test('are found by reading, where qemu-img asks the file system', () => {
    const measured = run('measure', '--find-zeros', '-O', 'qcow2', '--output', 'json')
    const theirs = ['measure', '-O', 'qcow2', '--output=json', '-f', 'vdi', 'disk']
    const { required } = JSON.parse(measured.stdout) as Measured
    // Blocks of zeros that the file system has are no holes to it.
    const most = (JSON.parse(qemuImg(folder, ...theirs)) as Measured).required
    expect(required).toBeLessThanOrEqual(most)
    expect(most - required).toBeLessThanOrEqual(2 * 65_536)
    const mapped = run('map', '--find-zeros', '--output', 'json')
    expect([measured.stderr, mapped.stderr]).toEqual(['', ''])
    const zeros = (text: string) => {
      const entries = JSON.parse(text) as readonly Mapped[]
      return entries.reduce((sum, { zero, length }) => sum + (zero ? length : 0), 0)
    }
    const map = qemuImg(folder, 'map', '--output=json', '-f', 'vdi', 'disk')
    expect(zeros(mapped.stdout)).toBeGreaterThanOrEqual(zeros(map))
    expect(zeros(map)).toBeGreaterThan(60 << 20)
  })
})

interface Entry extends Mapped {
  readonly data: boolean
  readonly present: boolean
  readonly offset?: number
}

/** What a hole is to `--find-zeros`: zeros, where qemu-img calls it data that is zeros too. */
function zerosAlone(text: string): readonly Entry[] {
  const entries: Entry[] = []
  for (const { compressed: _, ...entry } of JSON.parse(text) as (Entry & {
    compressed?: boolean
  })[]) {
    const next = { ...entry, data: entry.data && !entry.zero }
    const last = entries.at(-1)
    const place = last?.offset === undefined ? undefined : last.offset + last.length
    const same = last?.zero === next.zero && last.data === next.data && place === next.offset
    if (last !== undefined && same && last.present === next.present) {
      entries[entries.length - 1] = { ...last, length: last.length + next.length }
    } else entries.push(next)
  }
  return entries
}

describe('holes of a qcow2 file', () => {
  const write = ['write -P 7 1M 300k', 'write -P 8 40M 64k', 'write -z 20M 2M', 'discard 50M 2M']
  /** `asked`: qemu asks the file system for holes, whether there are any or not. */
  const CASES: readonly (readonly [title: string, options: string, asked: boolean])[] = [
    ['of preallocated metadata', 'preallocation=metadata', true],
    ['of preallocated metadata in version 2', 'preallocation=metadata,compat=0.10', true],
    ['of preallocated metadata, in large clusters', 'preallocation=metadata,cluster_size=2M', true],
    ['of preallocated metadata, in subclusters', 'preallocation=metadata,extended_l2=on', true],
    ['of a sparse copy', 'preallocation=full', true],
    ['of one that is preallocated as a whole', 'preallocation=falloc', false],
    ['of one without any', 'preallocation=off', false],
  ]

  test.each(CASES)('%s are looked for where qemu-img does, and found', (title, options, asked) => {
    const run = (...args: readonly string[]) => cli.run([...args, 'q.qcow2'], { cwd: folder })
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, 'q.qcow2', '64M')
    qemuIo(join(folder, 'q.qcow2'), write)
    if (title === 'of a sparse copy') {
      execFileSync('cp', ['--sparse=always', 'q.qcow2', 'copy'], { cwd: folder })
      renameSync(join(folder, 'copy'), join(folder, 'q.qcow2'))
    }
    const map = qemuImg(folder, 'map', '--output=json', '-f', 'qcow2', 'q.qcow2')
    const hasHoles = (JSON.parse(map) as Entry[]).some(({ data, zero }) => data && zero)
    const plain = run('map', '--output', 'json')
    expect(asked || !hasHoles).toBe(true)
    if (asked) expect(plain.stderr).toMatch(/q\.qcow2: its holes were not looked for/)
    else expect(plain.stderr).toBe('')
    const found = run('map', '--find-zeros', '--output', 'json')
    expect(found.stderr).toBe('')
    expect(zerosAlone(found.stdout)).toEqual(zerosAlone(map))
    const measured = run('measure', '--find-zeros', '-O', 'qcow2', '--output', 'json')
    const theirs = ['measure', '-O', 'qcow2', '--output=json', '-f', 'qcow2', 'q.qcow2']
    expect(JSON.parse(measured.stdout)).toEqual(JSON.parse(qemuImg(folder, ...theirs)))
  })

  test('are none that can be found in an encrypted one, whose zeros nobody knows', () => {
    const luks = 'encrypt.format=luks,encrypt.key-secret=sec0,encrypt.iter-time=10'
    const options = ['-f', 'qcow2', '-o', `${luks},preallocation=metadata`]
    createEncrypted(folder, options, 'luks.qcow2')
    const { status, stderr } = cli.run(['map', '--find-zeros', 'luks.qcow2'], { cwd: folder })
    expect(status).toBe(0)
    expect(stderr).toMatch(/^cowscope: luks\.qcow2: QEMU ends with an error .*encrypted.*\n$/)
  })

  test('are not asked for where no refcount can be read, which keeps nobody from the map', () => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'preallocation=metadata', 'lost', '8M')
    const image = new Damaged(join(folder, 'lost'))
    image.set(48, 1n << 55n)
    const file = openSync(join(folder, 'lost'), 'r+')
    writeSync(file, image.bytes, 0, 4096, 0)
    closeSync(file)
    const { status, stdout, stderr } = cli.run(['map', '--output', 'json', 'lost'], { cwd: folder })
    expect([status, stderr]).toEqual([0, ''])
    const theirs = qemuImg(folder, 'map', '--output=json', 'lost')
    expect(stdout.replaceAll(/, "compressed": (true|false)/g, '')).toBe(theirs)
  })
})
