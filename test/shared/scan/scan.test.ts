import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FileTree, TreePath } from '../../../shared/files/tree.ts'
import type { ScanProgress, UnitResult } from '../../../shared/scan/model.ts'
import { scanTree } from '../../helpers/scan/scan-tree.ts'
import { allocatedBy, entriesOf } from '../../helpers/scan/scans.ts'
import {
  directory,
  file,
  type MemoryNode,
  memoryTree,
  symlink,
} from '../../helpers/trees/memory-tree.ts'
import { QCOW2_MAGIC, SHA1, UUIDS } from '../../helpers/trees/nasty-tree.ts'

const node = directory({
  _base: directory({ [SHA1]: file('base') }),
  ...Object.fromEntries(
    UUIDS.map((uuid) => [uuid, directory({ disk: file('x'), 'console.log': file('x') })]),
  ),
})

describe('a scan', () => {
  test('is complete with the plan first and a result for each unit', () => {
    const results: UnitResult[] = []
    const scan = scanTree(memoryTree(node), {
      onUnit: (result) => results.push(result),
      now: () => 5,
    })
    expect(scan).toMatchObject({ rootPath: '/memory', startedAtMs: 5, finishedAtMs: 5 })
    expect(scan.end).toEqual({ state: 'complete' })
    expect(scan.units.slice(1)).toEqual(results)
    expect(results.map(({ unit }) => unit.kind)).toEqual([
      'base',
      'instance',
      'instance',
      'instance',
      'top',
    ])
  })

  test('tells how far it is ten times a second, and the whole at the end', () => {
    const seen: ScanProgress[] = []
    let time = 0
    const now = (): number => (time += 30)
    scanTree(memoryTree(node), { onProgress: (progress) => seen.push(progress), now })
    expect(seen.length).toBeGreaterThan(2)
    for (const [index, progress] of seen.slice(1, -1).entries()) {
      expect(progress.elapsedMs - (seen[index]?.elapsedMs ?? 0)).toBeGreaterThanOrEqual(100)
    }
    expect(seen.at(-1)).toMatchObject({ unitsDone: 5, unitsTotal: 5, entries: 12, images: 4 })
  })

  test('that is cancelled keeps what it has and says that it is partial', () => {
    let seen = 0
    const scan = scanTree(memoryTree(node), { cancelled: () => ++seen > 4 })
    expect(scan.end).toEqual({ state: 'partial', reason: 'cancelled' })
    expect(entriesOf(scan).length).toBeGreaterThan(0)
    expect(entriesOf(scan).length).toBeLessThan(12)
  })

  test('that is cancelled after its last entry is complete', () => {
    let done = false
    const scan = scanTree(memoryTree(node), {
      onUnit: ({ unit }) => {
        done = unit.kind === 'top'
      },
      cancelled: () => done,
    })
    expect(scan.end).toEqual({ state: 'complete' })
  })

  test('counts a file with many links once', () => {
    const linked = file('x', { nlink: 2, linkKey: '1:1' })
    const progress: ScanProgress[] = []
    const scan = scanTree(memoryTree(directory({ a: linked, sub: directory({ b: linked }) })), {
      onProgress: (last) => progress.push(last),
    })
    expect(allocatedBy(scan)).toBe(4096)
    expect(progress.at(-1)?.allocated).toBe(4096)
  })
})

const failures = [
  { code: 'permission', errno: 'EACCES' },
  { code: 'io', errno: 'EIO' },
  { code: 'not-found', errno: 'ENOENT' },
] as const
const names = fc.oneof(
  fc.constantFrom('_base', 'disk', 'disk.info', 'locks', 'libvirt.xml', 'var', 'etc', 'x.qcow2'),
  fc.constantFrom(...UUIDS, `${UUIDS[0]}_del`, SHA1, '\uDCFF', 'two\nlines', '__proto__'),
)
const content = fc.oneof(
  fc.uint8Array({ maxLength: 64 }),
  fc
    .uint8Array({ maxLength: 120 })
    .map((tail) => Uint8Array.from([...QCOW2_MAGIC, 0, 0, 0, 3, ...tail])),
)
const targets = fc.oneof(
  fc.constantFrom('.', '..', '/', '../..', '/memory/_base', '_base', '/etc', 'disk', ''),
  fc.array(names, { maxLength: 3 }).map((parts) => parts.join('/')),
)
const { tree: trees } = fc.letrec<{ tree: MemoryNode; entry: MemoryNode }>((tie) => ({
  tree: fc
    .array(fc.tuple(names, tie('entry')), { maxLength: 6 })
    .map((pairs) => directory(Object.fromEntries(pairs))),
  entry: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    content.map((bytes) => file(bytes)),
    targets.map(symlink),
    fc.constantFrom<MemoryNode>({ type: 'fifo' }, { type: 'socket' }, { type: 'char' }),
    fc.tuple(tie('entry'), fc.constantFrom(...failures)).map(([entry, failure]) => ({
      ...entry,
      failure,
    })),
    tie('tree'),
  ),
}))

/** What a disk's symlink leads to is counted by its own name where it cannot be read. */
const LINK_TO_UNREADABLE = directory({
  [UUIDS[0] ?? '']: directory({
    disk: symlink('disk.info'),
    'disk.info': { ...file(''), failure: { code: 'permission', errno: 'EACCES' } },
  }),
})

describe('whatever a folder holds', () => {
  test('a scan ends, each entry is found once, and nothing but regular files is opened', () => {
    fc.assert(
      fc.property(trees, (root) => {
        const opened: TreePath[] = []
        const scan = scanTree(recording(memoryTree(root), opened))
        const paths = entriesOf(scan)
          .filter(({ fault }) => fault?.code !== 'outside-root')
          .map(({ path }) => path)
        expect(scan.end.state).toBe('complete')
        if (scan.layout.kind !== 'node') {
          expect(new Set(paths)).toEqual(new Set(reachable(root)))
        }
        for (const path of opened) expect(memoryTree(root).lstat(path).type).toBe('file')
      }),
      { numRuns: 500, examples: [[LINK_TO_UNREADABLE]] },
    )
  })
})

function recording(tree: FileTree, opened: TreePath[]): FileTree {
  return {
    ...tree,
    open: (path) => {
      opened.push(path)
      return tree.open(path)
    },
    openListed: (path) => {
      opened.push(path)
      return tree.openListed(path)
    },
  }
}

/** Paths of everything below directories that can be listed. */
function reachable(node: MemoryNode, path: TreePath = ''): readonly TreePath[] {
  const children = node.failure ? [] : Object.entries(node.entries ?? {})
  return [
    path,
    ...children.flatMap(([name, child]) =>
      reachable(child, path === '' ? name : `${path}/${name}`),
    ),
  ]
}
