import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AheadQueue } from '../../../electron/ahead/ahead-queue.ts'
import { AheadTree } from '../../../electron/ahead/ahead-tree.ts'
import { AheadMemory } from '../../../electron/ahead/order.ts'
import { readFolders } from '../../../electron/ahead/reader.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import type { FileTree, TreePath } from '../../../shared/files/tree.ts'
import type { UnitResult } from '../../../shared/scan/model.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import { makeNastyTree, temporaryFolder, UUIDS } from '../../helpers/trees/nasty-tree.ts'

let root: string
let server: Server
beforeAll(async () => {
  root = temporaryFolder()
  server = await makeNastyTree(root)
  const [first] = UUIDS
  // Names that a text of names could trip over, and more files than one slot holds heads of.
  mkdirSync(join(root, 'crowd'))
  for (let at = 0; at < 300; at += 1) writeFileSync(join(root, 'crowd', `disk.eph${at}`), 'x')
  mkdirSync(join(root, 'links'))
  linkSync(join(root, first, 'disk'), join(root, 'links', 'disk'))
  symlinkSync('disk', join(root, 'links', 'disk.local'))
  mkdirSync(join(root, 'odd'))
  writeFileSync(join(root, 'odd', '\u0001\n'), '')
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', join(root, 'odd', 'disk'), '2G'])
  execFileSync('qemu-img', ['create', '-q', '-f', 'vdi', join(root, 'odd', 'disk.swap'), '1G'])
  writeFileSync(join(root, 'odd', 'disk.info'), '{"/x/disk": "qcow2"}'.padEnd(5000))
  mkdirSync(join(root, 'odd', 'inside'))
  writeFileSync(join(root, 'odd', 'inside', 'disk'), 'x')
  mkdirSync(join(root, 'grown'))
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', join(root, 'grown', 'disk'), '2G'])
  execFileSync('qemu-io', ['-c', 'write -q 0 3M', join(root, 'grown', 'disk')])
  mkdirSync(join(root, 'empty'))
  truncateSync(join(root, 'odd', 'disk.swap'), 700)
})
afterAll(() => {
  server.close()
  rmSync(root, { recursive: true })
})

function scanFolder(tree: FileTree, path: TreePath): UnitResult {
  return scanUnit(tree, { kind: 'instance', path, instance: { kind: 'instance', id: path } })
}

/** Everything that fits is read before the first look. */
function readAhead(folders: readonly TreePath[]) {
  const memory = new AheadMemory()
  readFolders(liveTree(root), folders, new AheadMemory(memory.memory))
  return { queue: new AheadQueue(memory, folders), asked: countingTree(liveTree(root)) }
}

function countingTree(live: FileTree) {
  const paths: TreePath[] = []
  const note = <R>(call: (path: TreePath) => R) => {
    return (path: TreePath): R => {
      paths.push(path)
      return call(path)
    }
  }
  const tree: FileTree = {
    rootPath: live.rootPath,
    list: note((path) => live.list(path)),
    lstat: note((path) => live.lstat(path)),
    readLink: (path) => live.readLink(path),
    open: note((path) => live.open(path)),
    openListed: note((path) => live.openListed(path)),
    statfs: (path) => live.statfs(path),
    identity: (path) => live.identity(path),
    openedAt: (path) => live.openedAt(path),
  }
  return { tree, paths }
}

const FOLDERS = [...UUIDS, 'crowd', 'links', 'odd', 'grown', 'empty', 'gone']

describe('a scan of what was read ahead', () => {
  test('finds what a scan of the tree itself finds, whatever is in the folders', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(FOLDERS), (folders) => {
        const { queue, asked } = readAhead(folders)
        const tree = new AheadTree(asked.tree)
        for (const [index, folder] of folders.entries()) {
          tree.leave()
          // Of what is left out at the end nothing comes any more.
          const comes = folders.slice(index).some((one) => one !== 'gone' && one !== 'crowd')
          expect(queue.reach(index, tree, 0)).toBe(comes)
          expect(scanFolder(tree, folder)).toEqual(scanFolder(liveTree(root), folder))
        }
      }),
      { numRuns: 20 },
    )
  })

  test('asks the file system nothing again', () => {
    const { queue, asked } = readAhead(['odd'])
    const tree = new AheadTree(asked.tree)
    expect(queue.reach(0, tree, 0)).toBe(true)
    scanFolder(tree, 'odd')
    // The folder inside is no instance's own; the text is longer than a head, and the VDI is looked
    // at a second time for its verdict.
    const [inside, text] = ['odd/inside', 'odd/disk.info']
    expect(new Set(asked.paths)).toEqual(new Set([text, 'odd/disk.swap', inside, `${inside}/disk`]))
  })

  test('asks nothing again of a disk that its guest has written to, though its end is looked at', () => {
    const { queue, asked } = readAhead(['grown'])
    const tree = new AheadTree(asked.tree)
    expect(queue.reach(0, tree, 0)).toBe(true)
    expect(scanFolder(tree, 'grown').entries).toHaveLength(2)
    expect(asked.paths).toEqual([])
  })

  test('asks itself where a folder was left out', () => {
    const { queue, asked } = readAhead(['gone', 'crowd', 'empty'])
    const tree = new AheadTree(asked.tree)
    expect(queue.reach(0, tree, 0)).toBe(true)
    expect(scanFolder(tree, 'gone').entries[0]?.fault?.code).toBe('not-found')
    expect(queue.reach(1, tree, 0)).toBe(true)
    expect(scanFolder(tree, 'crowd').entries).toHaveLength(301)
    expect(queue.reach(2, tree, 0)).toBe(true)
    asked.paths.length = 0
    expect(scanFolder(tree, 'empty').entries).toHaveLength(1)
    expect(asked.paths).toEqual([])
  })
})
