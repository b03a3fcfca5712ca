import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { TreeError, type TreeErrorCode } from '../../../shared/files/tree.ts'
import {
  makeNastyTree,
  RAW_NAME_TEXT,
  SHA1,
  temporaryFolder,
  UUIDS,
} from '../../helpers/trees/nasty-tree.ts'

const [first, second, third] = UUIDS
const root = temporaryFolder()
let server: Server

beforeAll(async () => {
  server = await makeNastyTree(root)
})
afterAll(() => {
  server.close()
  rmSync(root, { recursive: true })
})

function codeOf(act: () => unknown): TreeErrorCode {
  try {
    act()
  } catch (error) {
    if (error instanceof TreeError) return error.fault.code
    throw error
  }
  throw new Error('nothing was thrown')
}

function contentOf(path: string): string {
  const file = liveTree(root).open(path)
  const bytes = new Uint8Array(file.size)
  expect(file.read(bytes, 0)).toBe(file.size)
  file.close()
  return Buffer.from(bytes).toString('latin1')
}

describe('a live tree', () => {
  test('lists names in order, without . and .., with their types', () => {
    expect(liveTree(root).list(second)).toEqual([
      { name: 'console.log', type: 'socket' },
      { name: 'disk', type: 'fifo' },
      { name: 'disk.info', type: 'file' },
      { name: 'kernel', type: 'file' },
    ])
  })

  test('keeps every byte of a name, so that it can be opened again', () => {
    const names = liveTree(root)
      .list(third)
      .map(({ name }) => name)
    expect(names).toContain('two\nlines')
    expect(names).toContain('镜像 \u{1F4BE}')
    expect(names).toContain(RAW_NAME_TEXT)
    expect(contentOf(`${third}/${RAW_NAME_TEXT}`)).toBe('raw name')
    expect(contentOf(`${third}/dir-${RAW_NAME_TEXT}/in`)).toBe('x')
  })

  test('says what stat(1) says', () => {
    for (const path of ['_base', `${first}/disk.config`, `${first}/out`, `${second}/disk`]) {
      const said = execFileSync('stat', ['-c', '%s %b %u %g %a %Y %h %d', join(root, path)], {
        encoding: 'utf8',
      })
      const stat = liveTree(root).lstat(path)
      expect(said.trim()).toBe(
        [
          stat.length,
          stat.allocated / 512,
          stat.uid,
          stat.gid,
          stat.mode.toString(8),
          Math.floor(stat.mtimeMs / 1000),
          stat.nlink,
          stat.dev,
        ].join(' '),
      )
    }
  })

  test('gives hard links of one file one key, and single files none', () => {
    const tree = liveTree(root)
    const key = tree.lstat(`_base/${SHA1}`).linkKey
    expect(key).toMatch(/^\d+:\d+$/)
    expect(tree.lstat(`${second}/kernel`).linkKey).toBe(key)
    expect(tree.lstat(`${first}/disk`)).not.toHaveProperty('linkKey')
  })

  test.each([
    ['a FIFO', `${second}/disk`, 'not-a-file'],
    ['a socket', `${second}/console.log`, 'not-a-file'],
    ['a directory', first, 'not-a-file'],
    ['a symlink to a file inside', `${first}/inside`, 'not-a-file'],
    ['a symlink to itself', `${first}/loop`, 'not-a-file'],
    ['a path through that symlink', `${first}/loop/x`, 'loop'],
    ['a path through a symlink to above the root', `${first}/up/etc/hostname`, 'outside-root'],
    ['a path through a dangling symlink', `${first}/dangling/x`, 'not-found'],
    ['a path through a file', `${first}/disk/x`, 'not-a-directory'],
    ['what is not there', `${first}/nothing`, 'not-found'],
    ['a name that is too long', 'x'.repeat(300), 'name-too-long'],
    ['..', `${first}/..`, 'outside-root'],
    ['.. on the way', `../${first}/disk`, 'outside-root'],
    ['an absolute path', '/etc/hostname', 'outside-root'],
    ['a doubled slash', `${first}//disk`, 'outside-root'],
    ['a NUL', `${first}/disk\0`, 'not-found'],
  ] as const)('never opens %s', (_, path, code) => {
    expect(codeOf(() => liveTree(root).open(path))).toBe(code)
  })

  test('never opens a device', () => {
    expect(codeOf(() => liveTree('/dev').open('null'))).toBe('not-a-file')
  })

  test('refuses a root that is not there or no directory', () => {
    expect(codeOf(() => liveTree(join(root, 'nothing')))).toBe('not-found')
    expect(codeOf(() => liveTree(join(root, first, 'disk')))).toBe('not-a-directory')
  })

  test('does not list what a symlink points to', () => {
    expect(codeOf(() => liveTree(root).list(`${first}/up`))).toBe('not-a-directory')
  })

  test('reads no more than the file has, and less when it shrinks', () => {
    const path = join(root, 'shrinks')
    writeFileSync(path, 'x'.repeat(8192))
    const file = liveTree(root).open('shrinks')
    expect(file.read(new Uint8Array(100), 8150)).toBe(42)
    expect(file.read(new Uint8Array(100), 9000)).toBe(0)
    truncateSync(path, 10)
    expect(file.read(new Uint8Array(100), 0)).toBe(10)
    file.close()
    file.close()
    rmSync(path)
  })

  test('looks again at each open: a file that was replaced is not taken for the old one', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'disk'), 'old')
    const tree = liveTree(folder)
    tree.lstat('disk')
    writeFileSync(join(folder, 'new'), 'new')
    renameSync(join(folder, 'new'), join(folder, 'disk'))
    expect(codeOf(() => tree.open('disk'))).toBe('io')
    tree.open('disk').close()
    rmSync(folder, { recursive: true })
  })
})

describe('symlinks on the way to a path', () => {
  test('stay inside the root, absolute ones as in a chroot', () => {
    const node = temporaryFolder()
    mkdirSync(join(node, 'srv/base'), { recursive: true })
    writeFileSync(join(node, 'srv/base/image'), 'image')
    symlinkSync('/srv/base', join(node, 'absolute'))
    symlinkSync('srv/../srv/base', join(node, 'relative'))
    symlinkSync(join(node, 'srv'), join(node, 'by-full-path'))
    symlinkSync('/etc', join(node, 'away'))
    const tree = liveTree(node)
    for (const path of ['absolute/image', 'relative/image', 'by-full-path/base/image']) {
      expect(tree.lstat(path).length).toBe(5)
    }
    expect(codeOf(() => tree.lstat('away/hostname'))).toBe('outside-root')
    rmSync(node, { recursive: true })
  })
})

describe('the file system under a path', () => {
  test('has the size that df(1) says, and the type of its mount', () => {
    const said = execFileSync('df', ['--output=fstype,size,target', '-B1', root], {
      encoding: 'utf8',
    })
    const [type, total, target] = (said.split('\n')[1] ?? '').trim().split(/\s+/)
    const stat = liveTree(root).statfs('')
    expect(stat).toMatchObject({ type, mountPoint: target, total: Number(total) })
    expect(stat.available).toBeLessThanOrEqual(stat.free)
    // Tests run on a disk of this machine, whose blocks are true.
    expect(stat).toMatchObject({ remote: false, blocksTrusted: true })
  })
})
