import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

// A header of some MB names 16 PiB, which a number no longer counts byte by byte; qemu-img opens it.

const folder = temporaryFolder()
const cli = cliOfTests()
const SIZE = 2n ** 54n

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'raw', 'base', '3M')
  const backing = ['-b', 'base', '-F', 'raw', '-o', 'cluster_size=2M']
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...backing, 'huge', String(SIZE))
  const writes = ['write -q -P 1 0 1M', `write -q -P 2 ${2n ** 53n + 512n} 512`]
  qemuIo(join(folder, 'huge'), [...writes, `write -q -z ${2n ** 53n + 2n ** 40n} 4M`])
  qemuIo(join(folder, 'huge'), [`write -q -P 3 ${SIZE - 1536n} 1536`])
})

/** Numbers as they are written: read as such, two that differ may be the same. */
function tokens(text: string): readonly string[] {
  // qemu-img names what is compressed from 8.2 on; its keys are in no order.
  const told = text.replace(/, "compressed": false/g, '')
  return told.split(/[\s,]+/).toSorted()
}

type Row = [name: string, args: readonly string[], more?: readonly string[]]

describe('of a qcow2 of 2^53 bytes and more every digit is qemu-img’s', () => {
  test.each<Row>([
    ['info', ['info']],
    ['info --output json', ['info', '--output=json']],
    ['map --output json', ['map', '--output=json'], ['--find-zeros']],
    ['check --output json', ['check', '--output=json']],
    ['measure', ['measure', '-O', 'raw']],
    ['measure --output json', ['measure', '-O', 'raw', '--output=json']],
  ])('%s', (_, args, more = []) => {
    const own = cli.run([...args, ...more, 'huge'], { cwd: folder })
    expect(own).toMatchObject({ status: 0 })
    expect(tokens(own.stdout)).toEqual(tokens(qemuImg(folder, ...args, 'huge')))
  })
})
