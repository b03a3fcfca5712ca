import { describe, expect, test } from 'vitest'
import type { OpenFile } from '../../../shared/files/tree.ts'
import type { ScannedEntry } from '../../../shared/scan/model.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'
import { directory, file, memoryTree, nested, symlink } from '../../helpers/trees/memory-tree.ts'
import { entry, scan, sectors } from './scanned-unit.ts'

describe('what cannot be read', () => {
  const failure = { code: 'permission', errno: 'EACCES' } as const

  test('is an entry with its reason, and the rest goes on', () => {
    const result = scan(
      'instance',
      directory({
        closed: { ...directory(), failure },
        disk: { ...file(sectors), failure },
        'disk.info': { ...file('{}'), failure },
        link: { ...symlink('x'), failure },
        'disk.swap': file(sectors),
      }),
    )
    for (const path of ['closed', 'disk', 'disk.info', 'link']) {
      expect(entry(result, path).fault).toEqual({ ...failure, path })
    }
    expect(entry(result, 'disk').length).toBe(sectors.length)
    expect(entry(result, 'disk.swap').image?.format).toBe('raw')
  })

  test('may be the unit itself', () => {
    const result = scanUnit(memoryTree(directory()), { kind: 'instance', path: 'gone' })
    expect(result.entries).toMatchObject([{ path: 'gone', fault: { code: 'not-found' } }])
  })

  test('may lie too deep', () => {
    const result = scan('folder', nested(Array(80).fill('d').join('/'), file()))
    expect(result.entries).toHaveLength(66)
    expect(result.entries.at(-1)?.fault?.code).toBe('too-deep')
  })

  test('an image that shrinks while it is read has changed', () => {
    const shrinking: OpenFile = { size: 65536, read: () => 4, close: () => undefined }
    const content = (): OpenFile => shrinking
    const result = scan('instance', directory({ disk: { type: 'file', content } }))
    expect(entry(result, 'disk').image?.fault?.code).toBe('changed')
    expect(entry(result, 'disk')).not.toHaveProperty('fault')
  })

  test('each file that is opened is closed, whatever happens', () => {
    let open = 0
    const content = (): OpenFile => {
      open++
      return {
        size: 100,
        read: () => {
          throw new Error('a bug')
        },
        close: () => {
          open--
        },
      }
    }
    const root = directory({ disk: { type: 'file', content } })
    expect(() => scan('instance', root)).toThrow('a bug')
    expect(open).toBe(0)
  })
})

test('symlinks say where they lead to and are never followed', () => {
  const result = scan(
    'instance',
    directory({
      disk: symlink('disk.swap'),
      'disk.swap': file(sectors),
      loop: symlink('loop'),
      out: symlink('/etc/passwd'),
      up: symlink('../x'),
      dangling: symlink('gone'),
      here: symlink('/memory/disk.swap'),
    }),
  )
  const leaves = (path: string): boolean | undefined => entry(result, path).link?.leavesRoot
  expect(entry(result, 'disk')).toMatchObject({ type: 'symlink', link: { target: 'disk.swap' } })
  expect(entry(result, 'disk')).not.toHaveProperty('image')
  expect(['out', 'up'].map(leaves)).toEqual([true, true])
  expect(['disk', 'loop', 'dangling', 'here'].map(leaves)).toEqual([false, false, false, false])
})

test('a cancel is heard between two entries, and what is there is kept as a part', () => {
  const seen: ScannedEntry[] = []
  const root = directory({ a: file(), b: file(), c: file() })
  const result = scanUnit(
    memoryTree(root),
    { kind: 'folder', path: '' },
    { onEntry: (found) => seen.push(found), cancelled: () => seen.length >= 2 },
  )
  expect(result.entries.map(({ path }) => path)).toEqual(['', 'a'])
  expect(result.partial).toBe(true)
})

test('a unit that was read to its end is no part, also when the cancel comes with its last entry', () => {
  const seen: ScannedEntry[] = []
  const result = scanUnit(
    memoryTree(directory({ a: file() })),
    { kind: 'folder', path: '' },
    { onEntry: (found) => seen.push(found), cancelled: () => seen.length >= 2 },
  )
  expect(result.entries.map(({ path }) => path)).toEqual(['', 'a'])
  expect(result).not.toHaveProperty('partial')
})
