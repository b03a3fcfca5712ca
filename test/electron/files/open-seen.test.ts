import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkContext } from '../../../electron/files/granted-file.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { openDiskIn } from '../../../electron/files/open-disk.ts'
import { beatingTree } from '../../../electron/scanner/beating-tree.ts'
import type { FileStat, FileTree } from '../../../shared/files/tree.ts'
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

test('nor is one whose inode has the same number as a double', () => {
  const root = temporaryFolder()
  qemuImg(root, 'create', '-qu', '-f', 'qcow2', 'disk', '1M')
  const openWith = (found: bigint) => {
    const open = (path: string) => onLustre(path, { looked: 2n ** 57n + 1n, found })
    const places = { rootPath: root, nodeRoot: true }
    return openDiskIn({ named: 'disk', path: 'disk' }, { places, folders: [root], open })
  }
  openWith(2n ** 57n + 1n).close()
  expect(() => openWith(2n ** 57n + 3n)).toThrow('ESTALE')
})

/** A folder whose inodes have numbers that no double holds: what one look at a file shows, and its opening finds. */
function onLustre(path: string, { looked, found }: Record<'looked' | 'found', bigint>): FileTree {
  const tree = beatingTree(liveTree(path), () => undefined)
  const rounded = (stat: FileStat): FileStat => ({ ...stat, dev: 1, ino: 2 ** 57 })
  return {
    ...tree,
    identity: () => `1:${looked}`,
    lstat: (one) => rounded(tree.lstat(one)),
    openListed: (one) => {
      const file = tree.openListed(one)
      return { ...file, stat: rounded(file.stat), identity: () => `1:${found}` }
    },
  }
}

describe('of what else an image names the file that was judged is read, and no other', () => {
  /** Grants of a folder in which another file takes the place of `part` after the look at it. */
  function swapping(part: string) {
    const root = temporaryFolder()
    mkdirSync(join(root, 'b'))
    qemuImg(root, 'create', '-qf', 'qcow2', '-o', 'data_file=b/data,data_file_raw=on', 'disk', '1M')
    qemuImg(root, 'create', '-qf', 'vmdk', '-o', 'subformat=twoGbMaxExtentFlat', 'b/v.vmdk', '1M')
    writeFileSync(join(root, 'secret'), SECRET)
    const open = (path: string) => {
      const tree = beatingTree(liveTree(path), () => undefined)
      const openListed = (one: string) => {
        if (one === part) renameSync(join(root, 'secret'), join(root, part))
        return tree.openListed(one)
      }
      return { ...tree, openListed }
    }
    return { places: { rootPath: root, nodeRoot: true }, folders: [root], open }
  }

  test.each([
    ['a data file', 'disk', 'b/data'],
    ['an extent', 'b/v.vmdk', 'b/v-f001.vmdk'],
  ])('%s', (_, image, part) => {
    const open = () => openDiskIn({ named: image, path: image }, swapping(part))
    expect(open).toThrow(`${part} (ESTALE)`)
    const whole = openDiskIn({ named: image, path: image }, swapping('none'))
    expect([whole.gaps, start(whole)]).toEqual([[], '\0'.repeat(6)])
    whole.close()
  })

  test('an extent of an image that is checked', () => {
    const extentIn = (part: string) =>
      checkContext('b/v.vmdk', swapping(part)).extentFile?.('v-f001.vmdk')
    expect(extentIn('b/v-f001.vmdk')).toBeUndefined()
    const found = extentIn('none')
    expect(found).toBeDefined()
    found?.close()
  })
})
