import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { sha256 } from '../helpers/bytes/sha256.ts'
import { commandHere } from '../helpers/command-here.ts'
import { type ChainCase, makeMatrix } from '../helpers/images/chain-matrix.ts'
import { qemuImg, qemuIo } from '../helpers/images/disk-images.ts'
import { runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const results = temporaryFolder()
const matrix = makeMatrix(folder, 20263)
const cli = cliOfTests()

function activeOf({ files }: ChainCase): string {
  const [active] = files
  if (active === undefined) throw new Error('no file')
  return active.path
}

describe('export writes what qemu-img convert writes', () => {
  test.each(matrix)('$title', async (chain) => {
    const ours = join(results, 'ours.raw')
    const theirs = join(results, 'theirs.raw')
    qemuImg('convert', '-f', 'qcow2', '-O', 'raw', activeOf(chain), theirs)
    const { status, stderr } = await commandHere(['export', activeOf(chain), '-o', ours])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(statSync(ours).size).toBe(statSync(theirs).size)
    // A GiB of nothing needs no digest: it takes no blocks, so it holds no bytes.
    if (chain.title === 'nothing written') expect(statSync(ours).blocks).toBe(0)
    else expect(sha256(ours)).toBe(sha256(theirs))
    expect(statSync(ours).blocks).toBeLessThanOrEqual(statSync(theirs).blocks * 1.1 + 64)
    rmSync(ours)
    rmSync(theirs)
    expect(readdirSync(results)).toEqual([])
  })

  test('of an internal snapshot', () => {
    const image = join(folder, 'snapshots.qcow2')
    qemuImg('create', '-q', '-f', 'qcow2', image, '8M')
    qemuIo(image, ['write -P 1 1M 300k'])
    qemuImg('snapshot', '-c', 'before upgrade', image)
    qemuIo(image, ['write -P 2 1100k 1M'])
    const ours = join(results, 'ours.raw')
    const theirs = join(results, 'theirs.raw')
    qemuImg('convert', '-l', 'before upgrade', '-O', 'raw', image, theirs)
    for (const snapshot of ['1', 'before upgrade']) {
      expect(cli.run(['export', image, '-o', ours, '--snapshot', snapshot]).status).toBe(0)
      expect(sha256(ours)).toBe(sha256(theirs))
    }
    rmSync(ours)
    rmSync(theirs)
  })
})

describe('a snapshot is chosen as qemu-img chooses it', () => {
  const image = join(folder, 'choice.qcow2')

  // The name of each of the first two is the id of the other.
  beforeAll(() => {
    qemuImg('create', '-q', '-f', 'qcow2', image, '1M')
    for (const [index, name] of ['2', '1', 'a,b'].entries()) {
      qemuIo(image, [`write -P ${index + 1} 0 64k`])
      qemuImg('snapshot', '-c', name, image)
    }
  })

  test.each([
    ...['1', '2', 'a,b', 'snapshot.name=1', 'snapshot.id=2', 'snapshot.name=a,,b'],
    ...['snapshot.id=1,snapshot.name=2', 'snapshot.id=1,snapshot.name=1', 'snapshot.name=none'],
    ...['snapshot.id=1,other=2', '4'],
  ])('%s', (wanted) => {
    const [ours, theirs] = [join(results, 'ours.raw'), join(results, 'theirs.raw')]
    const { status } = runQemuImg(folder, ['convert', '-l', wanted, '-O', 'raw', image, theirs])
    expect(cli.run(['export', image, '-o', ours, '--snapshot', wanted]).status).toBe(status)
    if (status !== 0) return
    expect(sha256(ours)).toBe(sha256(theirs))
    rmSync(ours)
    rmSync(theirs)
  })
})

describe('the commands print what qemu-img prints', () => {
  const uncompressed = matrix.filter(({ title }) => /data file|nothing/.test(title))

  test.each(uncompressed)('map for people: $title', (chain) => {
    const theirs = qemuImg('map', '-f', 'qcow2', activeOf(chain))
    expect(cli.run(['map', activeOf(chain)]).stdout).toBe(theirs)
  })

  test('map as JSON, where there is nothing to map', () => {
    const [empty, some] = [join(folder, 'empty.qcow2'), join(folder, 'some.qcow2')]
    qemuImg('create', '-q', '-f', 'qcow2', empty, '0')
    qemuImg('create', '-q', '-f', 'qcow2', some, '1M')
    for (const args of [[empty], ['--start-offset=2M', some], ['--max-length=0', some]]) {
      const theirs = qemuImg('map', '--output=json', ...args)
      const { stdout } = cli.run(['map', '--output', 'json', ...args])
      expect(stdout.replaceAll(/, "compressed": (true|false)/g, '')).toBe(theirs)
    }
  })

  test('map for people names files as they are given and recorded, from whatever folder', () => {
    const names = ['base.raw', 'sub/mid.qcow2', 'top.qcow2', 'split.vmdk', 'data.qcow2']
    const on = (file: string, format: string) => ['-b', file, '-F', format]
    const create = ['create', '-q', '-f']
    mkdirSync(join(folder, 'names/sub'), { recursive: true })
    const cwd = join(folder, 'names')
    const make = (...args: readonly string[]) => execFileSync('qemu-img', args, { cwd })
    writeFileSync(join(cwd, 'base.raw'), Buffer.alloc(1 << 20, 1))
    make(...create, 'qcow2', ...on('../base.raw', 'raw'), 'sub/mid.qcow2', '1M')
    make(...create, 'qcow2', ...on(join(cwd, 'sub/mid.qcow2'), 'qcow2'), 'top.qcow2', '2M')
    make(...create, 'vmdk', '-o', 'subformat=twoGbMaxExtentFlat', 'split.vmdk', '1M')
    make(...create, 'qcow2', '-o', 'data_file=data.bin', 'data.qcow2', '1M')
    qemuIo(join(cwd, 'top.qcow2'), ['write -P 5 1M 64k'])
    qemuIo(join(cwd, 'split.vmdk'), ['write -P 5 0 1M'], 'vmdk')
    execFileSync('qemu-io', ['-c', 'write -P 5 0 64k', 'data.qcow2'], { cwd, stdio: 'ignore' })
    for (const from of ['.', 'sub', '..']) {
      // A data file's name is relative to where qemu-img was started, to which we hold only here.
      for (const name of from === '.' ? names : names.slice(0, -1)) {
        const at = { cwd: join(cwd, from), encoding: 'utf8' } as const
        const given = relative(at.cwd, join(cwd, name))
        const theirs = execFileSync('qemu-img', ['map', given], { ...at, stdio: 'pipe' })
        expect(cli.run(['map', '--root', cwd, given], at).stdout).toBe(theirs)
      }
    }
  })

  test.each(matrix.slice(0, 4))('map as JSON: $title', (chain) => {
    const theirs = qemuImg('map', '--output=json', '-f', 'qcow2', activeOf(chain))
    const { stdout } = cli.run(['map', '--output', 'json', activeOf(chain)])
    // The key came with qemu 8.2.
    expect(stdout.replaceAll(/, "compressed": (true|false)/g, '')).toBe(theirs)
  })

  test.each(matrix.slice(8, 10))('read: $title', (chain) => {
    const raw = join(results, 'read.raw')
    qemuImg('convert', '-f', 'qcow2', '-O', 'raw', activeOf(chain), raw)
    const expected = readFileSync(raw).subarray(123_457, 123_457 + 70_001)
    const args = ['read', activeOf(chain), '--offset', '123457', '--length', '70001']
    expect(Buffer.compare(execFileSync(process.execPath, [cli.path, ...args]), expected)).toBe(0)
    rmSync(raw)
  })
})
