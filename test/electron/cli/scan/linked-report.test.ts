import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const root = join(folder, 'node')
const INSTANCES = 'var/lib/nova/instances'
const uuid = (n: number) => `aaaaaaaa-0000-4000-8000-00000000000${n}`
const instance = (n: number) => `${INSTANCES}/${uuid(n)}`
const cli = cliOfTests()

function overlay(path: string, base: string, ...options: readonly string[]): void {
  mkdirSync(join(root, dirname(path)), { recursive: true })
  const made = ['create', '-q', '-u', '-f', 'qcow2', '-b', base, '-F', 'raw', ...options]
  qemuImg(join(root, dirname(path)), ...made, join(root, path), '4M')
}

function link(path: string, target: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true })
  symlinkSync(target, join(root, path))
}

/** Symlinks as the node has them: absolute ones are below its own root, which is nowhere here. */
beforeAll(() => {
  mkdirSync(join(root, INSTANCES, '_base'), { recursive: true })
  mkdirSync(join(root, 'etc/nova'), { recursive: true })
  overlay('srv/d/ov.qcow2', 'base.raw')
  link(`${instance(1)}/disk`, '/srv/d/ov.qcow2')
  qemuImg(join(root, instance(1)), 'create', '-q', '-f', 'raw', 'base.raw', '4M')
  overlay('srv/vm2/disk', '/srv/d/base.raw')
  link(instance(2), '/srv/vm2')
  qemuImg(join(root, 'srv/d'), 'create', '-q', '-f', 'raw', 'base.raw', '4M')
  overlay('srv/d/eph', 'base.raw')
  overlay('srv/d/top', join('/', instance(3), 'disk.eph0'))
  link(`${instance(3)}/disk.eph0`, '/srv/d/eph')
  link(`${instance(3)}/disk`, '/srv/d/top')
}, 120_000)

function rows() {
  const { stdout } = cli.run(['scan', '-f', 'json', root])
  const { instances } = nodeReportSchema.parse(JSON.parse(stdout))
  return instances.toSorted((one, other) => (one.uuid < other.uuid ? -1 : 1))
}

describe('a linked disk in the report', () => {
  test('is one file with its symlink: there are as many as the folder has names', () => {
    const found = rows()
    expect(found.map((row) => row.uuid)).toEqual([uuid(1), uuid(2), uuid(3)])
    for (const { uuid: id, files, migration } of found) {
      const names = readdirSync(join(root, id === uuid(2) ? 'srv/vm2' : `${INSTANCES}/${id}`))
      expect(files).toBe(names.length)
      expect(migration?.files).toBe(names.length)
    }
  })

  test('travels as a file of the folder, and once where another disk of it stands on it', () => {
    const [, , third] = rows()
    const own = third?.disks.reduce((sum, { allocatedBytes }) => sum + (allocatedBytes ?? 0), 0)
    expect(third?.disks.map(({ path }) => path).toSorted()).toEqual(['srv/d/eph', 'srv/d/top'])
    expect(third?.migration?.needs).not.toContain('srv/d/eph')
    expect(third?.migration?.withBaseThereBytes).toBeGreaterThanOrEqual(own ?? Number.NaN)
  })
})

describe('with --root, an absolute symlink leads below it, as for the scan', () => {
  test.each([
    ['info', ['info', '--backing-chain']],
    ['map', ['map', '--find-zeros']],
  ])('%s of a linked disk', (_, command) => {
    const path = join(root, instance(1), 'disk')
    const bare = cli.run([...command, path])
    expect(bare.stderr).toContain('ENOENT')
    const { status, stdout, stderr } = cli.run([...command, '--root', root, path])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).not.toBe('')
    expect(rows()[0]?.disks[0]).toMatchObject({ chain: 'complete' })
  })

  test('info of a disk in a linked folder, also by another way to the root', () => {
    symlinkSync(root, join(folder, 'door'))
    for (const way of [root, join(folder, 'door')]) {
      const path = join(way, instance(2), 'disk')
      const { status, stdout, stderr } = cli.run(['info', '--root', root, '--output', 'json', path])
      expect([status, stderr]).toEqual([0, ''])
      expect(JSON.parse(stdout)).toMatchObject({ filename: path, format: 'qcow2' })
    }
  })

  test('the chain is what qemu-img finds where the symlink leads there', () => {
    const path = join(root, instance(1), 'disk')
    const args = ['info', '--backing-chain', '--output', 'json', '--root', root, path]
    const [top, base] = JSON.parse(cli.run(args).stdout)
    expect(top).toMatchObject({ filename: path, 'backing-filename': 'base.raw' })
    expect(base).toMatchObject({ filename: join(root, instance(1), 'base.raw'), format: 'raw' })
  })
})
