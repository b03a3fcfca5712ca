import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuIo } from '../../helpers/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../helpers/qemu-img.ts'
import { cliOfTests } from './built-cli.ts'

const folder = temporaryFolder()
/** Node's own start takes some of it, and a busy machine the rest: tables take milliseconds. */
const AT_ONCE_MS = 3000
const TRIES = 3
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

/** The JSON that a command prints, soon after it was started. */
function atOnce(...args: readonly string[]): unknown {
  let best = Number.POSITIVE_INFINITY
  let text = ''
  for (let attempt = 0; attempt < TRIES && best > AT_ONCE_MS; attempt += 1) {
    const start = performance.now()
    const { status, stdout, stderr } = cli.run(args, { cwd: folder })
    best = Math.min(best, performance.now() - start)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    text = stdout
  }
  expect(best).toBeLessThan(AT_ONCE_MS)
  return JSON.parse(text.replaceAll(/, "compressed": (true|false)/g, ''))
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
