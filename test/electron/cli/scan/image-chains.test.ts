import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { parseCsv } from '../../../helpers/csv.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const root = temporaryFolder()
const folder = join(root, 'images')
const alone = join(root, 'alone')
const cli = cliOfTests()

beforeAll(() => {
  for (const path of [folder, alone]) mkdirSync(path)
  const qcow2 = ['create', '-q', '-f', 'qcow2'] as const
  const overlay = (name: string, below: string) =>
    qemuImg(folder, ...qcow2, '-b', below, '-F', 'qcow2', name)
  for (const name of ['base', 'gone']) qemuImg(folder, ...qcow2, `${name}.qcow2`, '8M')
  overlay('before.qcow2', 'base.qcow2')
  overlay('web-1.qcow2', 'before.qcow2')
  overlay('web-2.qcow2', 'base.qcow2')
  overlay('orphan.qcow2', 'gone.qcow2')
  rmSync(join(folder, 'gone.qcow2'))
  qemuImg(alone, ...qcow2, 'alone.qcow2', '8M')
}, 120_000)

function scan(format: string, path = folder): string {
  return cli.run(['scan', '--format', format, path]).stdout
}

test('of a folder of images each says what it stands on, and what is lost with it', () => {
  const { images } = nodeReportSchema.parse(JSON.parse(scan('json')))
  const said = images.map(({ name, backing, usedBy, dependants }) => {
    const lost = dependants.others.map(({ path }) => path).sort()
    return [name, backing?.recorded, backing?.resolved, [...usedBy].sort(), lost]
  })
  expect(said).toEqual([
    [
      'base.qcow2',
      undefined,
      undefined,
      ['before.qcow2', 'web-2.qcow2'],
      ['before.qcow2', 'web-1.qcow2', 'web-2.qcow2'],
    ],
    ['before.qcow2', 'base.qcow2', 'base.qcow2', ['web-1.qcow2'], ['web-1.qcow2']],
    ['orphan.qcow2', 'gone.qcow2', null, [], []],
    ['web-1.qcow2', 'before.qcow2', 'before.qcow2', [], []],
    ['web-2.qcow2', 'base.qcow2', 'base.qcow2', [], []],
  ])
})

test('the tables say the same, and nothing of it where nothing stands on anything', () => {
  const table = scan('table')
  expect(table).toMatch(/^base\.qcow2 .* - +2$/m)
  expect(table).toMatch(/^before\.qcow2 .* base\.qcow2 +1$/m)
  expect(table).toMatch(/^orphan\.qcow2 .* missing .* gone\.qcow2 +0$/m)
  expect(scan('table', alone)).not.toMatch(/BACKING|OVERLAYS/)
  const [header = [], ...rows] = parseCsv(scan('csv-images'))
  const cells = (name: string) => rows.map((row) => row[header.indexOf(name)])
  expect(cells('backing')).toEqual(['', 'base.qcow2', 'gone.qcow2', 'before.qcow2', 'base.qcow2'])
  expect(cells('backing_path')[2]).toBe('')
  expect(cells('overlays')).toEqual(['2', '1', '0', '0', '0'])
})

test('a table has the name of a protocol whole, of which the last part says nothing', () => {
  const remote = join(root, 'remote')
  mkdirSync(remote)
  const over = ['create', '-q', '-u', '-f', 'qcow2', '-F', 'raw', '-b']
  qemuImg(remote, ...over, 'nbd://storage:10809/x', 'top.qcow2', '8M')
  expect(scan('table', remote)).toMatch(/^top\.qcow2 .* nbd:\/\/storage:10809\/x +0$/m)
})

describe('of an image that is opened by itself what stands on it is not known', () => {
  const scannedAlone = (...names: readonly string[]) =>
    names.map((name) => join(folder, `${name}.qcow2`))
  const run = (format: string, ...names: readonly string[]) =>
    cli.run(['scan', '--format', format, ...scannedAlone(...names)]).stdout

  test('as nobody looked at what lies beside it', () => {
    const { images } = nodeReportSchema.parse(JSON.parse(run('json', 'before')))
    expect(images).toMatchObject([{ usedBy: [], usersAreAtLeast: true }])
    expect(run('table', 'before')).toMatch(/^before\.qcow2 .* base\.qcow2 +-$/m)
    expect(run('table', 'before')).toMatch(/what lies beside an image by itself was not opened/)
    const [header = [], row = []] = parseCsv(run('csv-images', 'before'))
    expect(row[header.indexOf('overlays')]).toBe('')
  })

  test('and is at least what was opened with it', () => {
    const { images } = nodeReportSchema.parse(JSON.parse(run('json', 'base', 'web-2')))
    const told = images.map(({ usedBy, usersAreAtLeast }) => [usedBy.length, usersAreAtLeast])
    expect(told).toEqual([
      [1, true],
      [0, true],
    ])
    expect(run('table', 'base', 'web-2')).toMatch(/^base\.qcow2 .* - +>= 1$/m)
  })

  test('while a folder is looked through, and is all that is asked about', () => {
    const { images } = nodeReportSchema.parse(JSON.parse(scan('json')))
    expect(images.map(({ usersAreAtLeast }) => usersAreAtLeast)).toEqual(Array(5).fill(false))
  })
})

test('nor is it of a base of which only its cache is opened', () => {
  const cache = join(root, '_base')
  mkdirSync(cache)
  qemuImg(cache, 'create', '-q', '-f', 'raw', 'a'.repeat(40), '8M')
  const { bases } = nodeReportSchema.parse(JSON.parse(scan('json', cache)))
  expect(bases).toMatchObject([{ users: 0, usersAreAtLeast: true }])
  const [header = [], row = []] = parseCsv(scan('csv-bases', cache))
  const cell = (name: string) => row[header.indexOf(name)]
  expect([cell('overlays'), cell('users_are_at_least')]).toEqual(['', 'true'])
})
