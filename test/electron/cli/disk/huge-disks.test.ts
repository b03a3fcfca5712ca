import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
/** Of processor time, the least that can be set is 1: Node's own start takes some of it, tables milliseconds. */
const AT_ONCE_SECONDS = 2
const cli = cliOfTests()

beforeAll(() => {
  for (const [name, options] of [
    ['empty', 'cluster_size=64k'],
    ['large clusters', 'cluster_size=2M'],
    ['extended', 'extended_l2=on'],
    ['written', 'cluster_size=64k'],
  ] as const) {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, name, '64T')
  }
  qemuIo(join(folder, 'written'), ['write -P 1 1T 100k', 'write -P 2 60T 1M', 'write -z 30T 1G'])
}, 120_000)

/** The JSON that a command prints, which is killed where it computes for longer than that. */
function atOnce(...args: readonly string[]): unknown {
  const limited = `ulimit -t ${AT_ONCE_SECONDS} && exec "$@"`
  const command = ['-c', limited, 'sh', process.execPath, cli.path, ...args]
  const { signal, status, stdout, stderr } = spawnSync('sh', command, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  expect({ signal, status, stderr }).toEqual({ signal: null, status: 0, stderr: '' })
  return JSON.parse(stdout.replaceAll(/, "compressed": (true|false)/g, ''))
}

describe.each(['empty', 'large clusters', 'extended', 'written'])('64 TiB, %s', (name) => {
  test('are mapped at once, as qemu-img maps them', () => {
    const theirs = JSON.parse(qemuImg(folder, 'map', '--output=json', name))
    expect(atOnce('map', '--output', 'json', name)).toEqual(theirs)
  })

  test('are checked at once, as qemu-img checks them', () => {
    const theirs = JSON.parse(qemuImg(folder, 'check', '--output=json', name))
    expect(atOnce('check', '--output', 'json', name)).toEqual(theirs)
  })

  test('are measured at once, as qemu-img measures them', () => {
    const args = ['-O', 'qcow2', '-o', 'cluster_size=2M', name]
    const theirs = JSON.parse(qemuImg(folder, 'measure', '--output=json', ...args))
    expect(atOnce('measure', '--output', 'json', ...args)).toEqual(theirs)
  })

  test('are read at once, at their very end', () => {
    const { status, stdout } = cli.run(['read', name, '--offset', `${64 * 2 ** 40 - 3}`], {
      cwd: folder,
    })
    expect([status, stdout]).toEqual([0, '\0\0\0'])
  })
})
