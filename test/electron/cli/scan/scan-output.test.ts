import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runScan } from '../../../../electron/cli/scan/run-scan.ts'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { scanPlaces } from './scan-places.ts'

const { cli, folder, images, node } = scanPlaces()
const bound = join(folder, 'bound')

describe('-o', () => {
  test('writes the report whole and leaves nothing beside it', () => {
    const place = join(folder, 'reports')
    mkdirSync(place)
    writeFileSync(join(place, 'r.json'), 'old')
    const { status, stdout } = cli.run(['scan', images, '-f', 'json', '-o', join(place, 'r.json')])
    expect([status, stdout]).toEqual([0, ''])
    expect(readdirSync(place)).toEqual(['r.json'])
    nodeReportSchema.parse(JSON.parse(readFileSync(join(place, 'r.json'), 'utf8')))
  })

  test('leaves what was there, and no draft, when the system takes no more on the way', () => {
    const place = join(folder, 'limited')
    mkdirSync(place)
    writeFileSync(join(place, 'r.json'), 'old')
    // In blocks of 512 bytes: more than the first piece of the report, less than all of it.
    const script = 'ulimit -f 140; exec "$@"'
    const args = ['scan', node, '-f', 'json', '-o', join(place, 'r.json')]
    const command = ['-c', script, 'sh', process.execPath, cli.path, ...args]
    const { status, stderr } = spawnSync('sh', command, { encoding: 'utf8' })
    expect(stderr).toBe(`cowscope: ${place}/r.json: the system reports an error (EFBIG)\n`)
    expect(status).toBe(1)
    expect(readdirSync(place)).toEqual(['r.json'])
    expect(readFileSync(join(place, 'r.json'), 'utf8')).toBe('old')
  })

  test('names the file that it cannot look at', () => {
    const place = join(folder, 'unsearchable')
    mkdirSync(place, { mode: 0o600 })
    chmodSync(folder, 0o755)
    const closed = cli.run(['scan', images, '-o', join(place, 'r')], { ordinaryUser: true })
    expect(closed.stderr).toBe(`cowscope: ${place}/r: permission denied (EACCES)\n`)
    const long = join(folder, 'n'.repeat(300))
    const { status, stderr } = cli.run(['scan', images, '-o', long])
    expect(stderr).toBe(`cowscope: ${long}: its name is too long (ENAMETOOLONG)\n`)
    expect([closed.status, status]).toEqual([1, 1])
  })

  test('refuses to write into what is read, through a symlink too', () => {
    symlinkSync(images, join(folder, 'door'))
    symlinkSync(join(images, 'base.raw'), join(folder, 'alias'))
    for (const target of [join(images, 'r'), join(folder, 'door/r'), join(folder, 'alias')]) {
      const { status, stderr } = cli.run(['scan', images, '-o', target])
      expect(status).toBe(1)
      expect(stderr).toMatch(/^cowscope: .* inside what is to be read.*\n$/)
    }
    const own = join(images, 'base.raw')
    expect(cli.run(['scan', own, '-o', own]).status).toBe(1)
    expect(readdirSync(images)).toEqual(['base.raw', 'top.qcow2'])
  })

  test.each([
    ['what is read, by where it is mounted too', images, bound],
    ['what is mounted, by where it lies', bound, images],
  ])('refuses to write into %s', (_what, read, written) => {
    mkdirSync(bound, { recursive: true })
    const target = join(written, 'r.json')
    const script = 'mount --bind "$1" "$2" && shift 2 && exec "$@"'
    const args = ['scan', read, '-o', target]
    const command = ['-c', script, 'sh', images, bound, process.execPath, cli.path, ...args]
    const inside = ['--map-root-user', '--mount', 'sh', ...command]
    const { status, stderr } = spawnSync('unshare', inside, { encoding: 'utf8' })
    expect(stderr).toBe(
      `cowscope: ${target}: it lies inside what is to be read, where nothing is ever written\n`,
    )
    expect([status, readdirSync(images).includes('r.json')]).toEqual([1, false])
  })

  test('writes through a symlink to a file, which stays', () => {
    mkdirSync(join(folder, 'kept'))
    writeFileSync(join(folder, 'kept/of-today.json'), 'old')
    symlinkSync('kept/of-today.json', join(folder, 'latest.json'))
    const { status } = cli.run(['scan', images, '-f', 'json', '-o', join(folder, 'latest.json')])
    expect(status).toBe(0)
    expect(readlinkSync(join(folder, 'latest.json'))).toBe('kept/of-today.json')
    expect(readdirSync(join(folder, 'kept'))).toEqual(['of-today.json'])
    nodeReportSchema.parse(JSON.parse(readFileSync(join(folder, 'kept/of-today.json'), 'utf8')))
  })

  test('replaces no device and no FIFO, also by a link to one', () => {
    execFileSync('mkfifo', [join(folder, 'out-fifo')])
    symlinkSync('/dev/null', join(folder, 'out-null'))
    symlinkSync('out-round', join(folder, 'out-round'))
    for (const name of ['out-fifo', 'out-null', 'out-round']) {
      const { status, stderr } = cli.run(['scan', images, '-o', join(folder, name)])
      expect(status).toBe(1)
      expect(stderr).toMatch(/^cowscope: .*: it is no file that could be replaced\n$/)
    }
    expect(lstatSync(join(folder, 'out-fifo')).isFIFO()).toBe(true)
    expect(lstatSync(join(folder, 'out-null')).isSymbolicLink()).toBe(true)
  })

  test('says that a folder is one, also by a link', () => {
    mkdirSync(join(folder, 'out-folder'))
    symlinkSync('out-folder', join(folder, 'out-door'))
    for (const name of ['out-folder', 'out-door']) {
      const { status, stderr } = cli.run(['scan', images, '-o', join(folder, name)])
      expect([status, stderr]).toEqual([1, `cowscope: ${join(folder, name)}: it is a folder\n`])
    }
  })

  test('says in one sentence when the place is not there', () => {
    const { status, stderr } = cli.run(['scan', images, '-o', join(folder, 'no/r.json')])
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^cowscope: the folder of .*no\/r\.json: it does not exist \(ENOENT\)\n$/,
    )
  })
})

test('a reader that leaves early is no error, and the sample is removed all the same', () => {
  const place = join(folder, 'temporary')
  mkdirSync(place)
  const script = `TMPDIR="${place}" "$0" "$1" scan --sample | head -n 1`
  const shown = execFileSync('sh', ['-c', script, process.execPath, cli.path], { encoding: 'utf8' })
  expect(shown).toMatch(/^Compute node .*\n$/)
  expect(readdirSync(place)).toEqual([])
})

test('of a report no more is made once its reader has left, or the disk below it is full', async () => {
  const pieces: string[] = []
  const out = (piece: string) => pieces.push(piece) < 2
  const terminal = { out, complain: () => {}, status: undefined }
  const hearing = <T>(work: () => Promise<T>) => work()
  const context = { terminal, version: '0', interrupted: () => false, hearing, finish: () => {} }
  expect(await runScan([node], { format: 'json', top: '20' }, context)).toBe(0)
  expect(pieces).toHaveLength(2)
  expect(pieces[0]).toMatch(/^\{\n"schemaVersion": 1,\n/)
  expect(() => JSON.parse(pieces.join(''))).toThrow(SyntaxError)

  const script = '"$0" "$1" scan "$2" -f json > /dev/full'
  const command = ['-c', script, process.execPath, cli.path, node]
  const { status, stderr } = spawnSync('sh', command, { encoding: 'utf8' })
  expect([status, stderr]).toEqual([
    1,
    'cowscope: standard output: there is no space left (ENOSPC)\n',
  ])
})
