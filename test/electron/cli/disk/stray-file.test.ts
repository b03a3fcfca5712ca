import { existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import {
  BASE,
  DISK,
  FOLDER,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  type SmallNode,
  STORE,
  sha1,
  smallNode,
  UUID,
} from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const all = temporaryFolder()
const cli = cliOfTests()
const SECRET = 'secret'.repeat(1000)
const SENTENCE = 'which lies where the node has no images'

function nodeOn(file: string, name = `/${file}`): SmallNode {
  const node = smallNode()
  node.write(file, SECRET)
  node.overlay(name)
  return node
}

function run(command: string, { root }: SmallNode, ...args: readonly string[]) {
  return cli.run([command, '--root', root, ...args, join(root, DISK)], { cwd: all })
}

describe.each([
  ['a copy of the passwords', 'var/backups/shadow.bak'],
  ['a password in a home', 'home/admin/.pgpass'],
  ['a table of a database', 'var/lib/mysql/keystone.ibd'],
  ['a key', 'opt/keys.pem'],
  // By the name of its folder alone nothing is an image of the node.
  ['a key in a folder of any name', 'home/admin/_base/key'],
  [
    'the base of somebody on another host',
    `var/backups/other/instances/_base/${sha1(OTHER_IMAGE)}`,
  ],
])('below --root %s that the header of a disk names', (_, file) => {
  test.each([
    ['by its path', `/${file}`],
    ['by a relative name', `../../../../../${file}`],
  ])('is read for its data only where somebody says so: %s', (__, name) => {
    const node = nodeOn(file, name)
    const target = join(all, 'stray.raw')
    for (const [command, ...args] of [['read'], ['export', '-o', target]] as const) {
      const { status, stdout, stderr } = run(command, node, ...args)
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toContain(`it stands on ${node.path(file)}, ${SENTENCE}`)
      expect(stderr.trimEnd()).not.toContain('\n')
    }
    expect(existsSync(target)).toBe(false)
    const [start, located] = [
      ['--length', '6'],
      ['--locate', `${name}=${node.path(file)}`],
    ]
    expect(run('read', node, ...start, '--format', 'qcow2').stdout).toBe('secret')
    expect(run('read', node, ...start, ...located).stdout).toBe('secret')
  })
})

test.each([
  ['map', []],
  ['measure', ['-O', 'raw']],
] as const)(
  '%s, which shows no data of such a file, says that it stands there',
  (command, args) => {
    const { status, stderr } = run(command, nodeOn('opt/keys.pem'), ...args)
    expect([status, stderr.includes(SENTENCE)]).toEqual([0, true])
  },
)

test('an image in a store, or a copy of a disk, is not read over such a file either', () => {
  const node = nodeOn('opt/keys.pem')
  const copy = join(mkdtempSync(join(all, 'copy-')), 'web.qcow2')
  node.make('qcow2', `${STORE}/${IMAGE}`, '8M', '-u', '-F', 'raw', '-b', '/opt/keys.pem')
  node.run('cp', DISK, copy)
  for (const image of [copy, node.path(`${STORE}/${IMAGE}`)]) {
    const { status, stdout, stderr } = cli.run(['read', '--root', node.root, image])
    expect([status, stdout, stderr.includes(SENTENCE)]).toEqual([1, '', true])
  }
})

test.each([
  ['of an image cache', BASE],
  ['of an image cache of another name', `${INSTANCES}/cache/base`],
  ['of the image store', `${STORE}/${IMAGE}`],
  ['of a store that Glance is told of', 'srv/images/base'],
  ['of libvirt', 'var/lib/libvirt/images/base'],
  ['of its own folder', `${FOLDER}/base`],
])('a file %s is read as ever', (_, file) => {
  const node = nodeOn(file)
  const store = '[glance_store]\nfilesystem_store_datadir=/srv/images\n'
  node.write('etc/glance/glance-api.conf', store)
  const { status, stdout, stderr } = run('read', node, '--length', '6')
  expect([status, stdout, stderr]).toEqual([0, 'secret', ''])
})

test.each([
  ['file in the image cache', '_base/linked', '/srv/large/base', '_base/linked'],
  ['cache of any name', 'cache', '/srv/large', 'cache/base'],
])('a base is read wherever a symlink leads that is a %s', (_, link, target, name) => {
  const node = nodeOn('srv/large/base', `/${INSTANCES}/${name}`)
  symlinkSync(target, node.path(`${INSTANCES}/${link}`))
  expect(run('read', node, '--length', '6')).toMatchObject({ status: 0, stdout: 'secret' })
})

test('a base is read where an instances_path that no configuration names has its own', () => {
  const node = nodeOn('data/vms/_base/base')
  node.run('mv', node.path(FOLDER), node.path('data/vms'))
  const disk = node.path(`data/vms/${UUID}/disk`)
  const { status, stdout } = cli.run(['read', '--root', node.root, '--length', '6', disk])
  expect([status, stdout]).toEqual([0, 'secret'])
})

test('a folder of the cache’s name beside one that is no instance’s is anybody’s', () => {
  const node = nodeOn('home/admin/_base/key')
  mkdirSync(node.path('home/admin/copies'))
  node.run('mv', DISK, node.path('home/admin/copies/web'))
  const copy = node.path('home/admin/copies/web')
  const { status, stdout, stderr } = cli.run(['read', '--root', node.root, copy])
  expect([status, stdout, stderr.includes(SENTENCE)]).toEqual([1, '', true])
})

test('a base is read that is recorded by a name from elsewhere which leads to the image cache', () => {
  const node = nodeOn(BASE, '/opt/base')
  mkdirSync(node.path('opt'))
  symlinkSync(`/${BASE}`, node.path('opt/base'))
  expect(run('read', node, '--length', '6')).toMatchObject({ status: 0, stdout: 'secret' })
})

test('below --root of a folder of images all of it is read', () => {
  const folder = mkdtempSync(join(all, 'images-'))
  for (const name of ['vms', 'templates']) mkdirSync(join(folder, name))
  const node = nodeOn('opt/keys.pem')
  node.run('cp', node.path('opt/keys.pem'), join(folder, 'templates/base'))
  const disk = join(folder, 'vms/web.qcow2')
  node.run(
    'qemu-img',
    'create',
    '-qf',
    'qcow2',
    '-uF',
    'raw',
    '-b',
    '../templates/base',
    disk,
    '8M',
  )
  const { status, stdout } = cli.run(['read', '--root', folder, '--length', '6', disk])
  expect([status, stdout]).toEqual([0, 'secret'])
})
