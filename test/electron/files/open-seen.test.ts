import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { openDiskIn } from '../../../electron/files/open-disk.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const SECRET = Buffer.alloc(1 << 20, 'secret')

/** A disk over srv/b/shadow; `meanwhile` comes between the look at its chain and the opening of what is in it. */
function opened(meanwhile: (at: (path: string) => string) => void) {
  const root = temporaryFolder()
  const at = (path: string) => join(root, path)
  for (const folder of ['etc', 'srv/b']) mkdirSync(at(folder), { recursive: true })
  writeFileSync(at('etc/shadow'), SECRET)
  writeFileSync(at('srv/b/shadow'), Buffer.alloc(1 << 20, 'b'))
  qemuImg(root, 'create', '-qu', '-f', 'qcow2', '-b', '/srv/b/shadow', '-F', 'raw', 'disk', '1M')
  let trees = 0
  const open = (path: string) => {
    trees += 1
    if (trees === 2) meanwhile(at)
    return liveTree(path)
  }
  const places = { rootPath: root, nodeRoot: true }
  return openDiskIn({ named: 'disk', path: 'disk' }, { places, folders: [root], open })
}

function start({ disk }: ReturnType<typeof opened>): string {
  const bytes = new Uint8Array(6)
  disk.read(bytes, 0)
  return Buffer.from(bytes).toString()
}

test('a base is read as it was judged', () => {
  const disk = opened(() => undefined)
  expect([start(disk), disk.gaps]).toEqual(['bbbbbb', []])
  disk.close()
})

test('what a folder leads to that became a symlink after the look is not read', () => {
  const disk = opened((at) => {
    renameSync(at('srv/b'), at('srv/c'))
    symlinkSync('../etc', at('srv/b'))
  })
  expect(disk.gaps).toMatchObject([{ kind: 'layer', reason: expect.stringContaining('ESTALE') }])
  expect(() => start(disk)).toThrow()
  disk.close()
})

test('nor is a file that took the place of the one that was looked at', () => {
  const disk = opened((at) => renameSync(at('etc/shadow'), at('srv/b/shadow')))
  expect(disk.gaps).toMatchObject([{ kind: 'layer', reason: expect.stringContaining('ESTALE') }])
  disk.close()
})
