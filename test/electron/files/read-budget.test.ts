import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import type { FileTree, StatedFile } from '../../../shared/files/tree.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import { overlayOn, qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const KIB = 1024

/** The tree, with what is asked of it. */
function metered(live: FileTree) {
  const asked = { opens: 0, reads: 0, bytes: 0, looks: 0, lists: 0 }
  const counted = (file: StatedFile): StatedFile => ({
    size: file.size,
    stat: file.stat,
    identity: () => file.identity(),
    close: () => file.close(),
    read(target, offset) {
      asked.reads += 1
      asked.bytes += target.length
      return file.read(target, offset)
    },
  })
  const tree: FileTree = {
    rootPath: live.rootPath,
    list(path) {
      asked.lists += 1
      return live.list(path)
    },
    lstat(path) {
      asked.looks += 1
      return live.lstat(path)
    },
    open: (path) => {
      throw new Error(`opened a second time: ${path}`)
    },
    openListed(path) {
      asked.opens += 1
      return counted(live.openListed(path))
    },
    readLink: (path) => live.readLink(path),
    statfs: (path) => live.statfs(path),
    identity: (path) => live.identity(path),
    openedAt: (path) => live.openedAt(path),
  }
  return { tree, asked }
}

test('a sound instance is scanned with one open a file, and a few KiB of each', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'instance'))
  const at = (name: string) => join(folder, 'instance', name)
  qemuImg(folder, 'create', '-q', '-f', 'raw', 'base', '2G')
  overlayOn(folder, join(folder, 'base'), at('disk'), '2G')
  execFileSync('qemu-io', ['-c', 'write -q 0 8M', at('disk')])
  writeFileSync(at('disk.info'), `{"${at('disk')}": "qcow2"}`)
  writeFileSync(at('console.log'), 'x'.repeat(100_000))
  const { tree, asked } = metered(liveTree(folder))
  const unit = { kind: 'instance', path: 'instance' } as const
  expect(scanUnit(tree, unit).entries).toHaveLength(4)
  // The folder itself and the log; of the log its first bytes, of the disk its head, its header again
  // and its end.
  expect(asked).toMatchObject({ lists: 1, looks: 2, opens: 3 })
  expect(asked.reads).toBeLessThanOrEqual(6)
  expect(asked.bytes).toBeLessThan(16 * KIB)
})
