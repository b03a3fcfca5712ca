import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { replaceFile } from '../../../electron/files/replace-file.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const parent = temporaryFolder()
let folder: string
let target: string

beforeEach(({ task }) => {
  folder = join(parent, task.id)
  target = join(folder, 'r.json')
  mkdirSync(folder)
  writeFileSync(target, 'old')
})

/** Bytes of what lies beside the target. */
function draftLength(): number {
  const [draft = ''] = readdirSync(folder).filter((name) => name !== 'r.json')
  expect(draft).toMatch(/^\.r\.json\..*\.tmp$/)
  return statSync(join(folder, draft)).size
}

describe('replacing a file', () => {
  test('puts all pieces in its place, tells its bytes and leaves nothing beside it', async () => {
    expect(await replaceFile(target, ['one ', '二', '\n'])).toBe(8)
    expect(readFileSync(target, 'utf8')).toBe('one 二\n')
    expect(readdirSync(folder)).toEqual(['r.json'])
  })

  test('leaves its permissions as they were', async () => {
    for (const mode of [0o600, 0o664]) {
      chmodSync(target, mode)
      await replaceFile(target, ['new'])
      expect(statSync(target).mode & 0o7777).toBe(mode)
    }
  })

  test('writes each piece before the next is made, beside a target that stays what it was', async () => {
    const lengths: number[] = []
    function* pieces() {
      for (const piece of ['12345', '67890', 'end']) {
        lengths.push(draftLength())
        expect(readFileSync(target, 'utf8')).toBe('old')
        yield piece
      }
    }
    await replaceFile(target, pieces())
    expect(lengths).toEqual([0, 5, 10])
  })

  test('lets other work go on between the pieces', async () => {
    let turns = 0
    const seen: number[] = []
    function* pieces() {
      for (let piece = 0; piece < 3; piece++) {
        setImmediate(() => turns++)
        seen.push(turns)
        yield 'x'.repeat(65536)
      }
    }
    await replaceFile(target, pieces())
    expect(seen).toEqual([0, 1, 2])
  })

  test('leaves what was there, and no draft, when a piece cannot be made', async () => {
    function* pieces() {
      yield 'half'
      expect(draftLength()).toBe(4)
      throw new RangeError('no more')
    }
    await expect(replaceFile(target, pieces())).rejects.toThrow('no more')
    expect(readdirSync(folder)).toEqual(['r.json'])
    expect(readFileSync(target, 'utf8')).toBe('old')
  })

  test('leaves no draft where it cannot be put in place', async () => {
    const taken = join(folder, 'taken')
    mkdirSync(taken)
    await expect(replaceFile(taken, ['text'])).rejects.toMatchObject({ code: 'EISDIR' })
    expect(readdirSync(folder)).toEqual(['r.json', 'taken'])
    const nowhere = replaceFile(join(folder, 'none/r.json'), ['text'])
    await expect(nowhere).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
