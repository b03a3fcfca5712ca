import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { madeOnce } from '../helpers/made-once.ts'

// What test files share is whole, and made by one of them.

const write = (text: string) => (folder: string) => writeFileSync(join(folder, 'file'), text)
const read = (folder: string): string => readFileSync(join(folder, 'file'), 'utf8')

test('a folder is made for the first who asks, and given to the next', () => {
  const made = madeOnce('made-once', write('first'))
  expect(madeOnce('made-once', write('second'))).toBe(made)
  expect(read(made)).toBe('first')
})

test('of two that ask while it is not there yet the first stays', () => {
  const made = madeOnce('made-twice', (folder) => {
    madeOnce('made-twice', write('meanwhile'))
    write('late')(folder)
  })
  expect(read(made)).toBe('meanwhile')
  const names = readdirSync(inject('runFolder')).filter((name) => name.startsWith('made-twice'))
  expect(names).toEqual(['made-twice'])
})

test('what could not be made is not there, and is made for the next', () => {
  const fail = () => {
    throw new Error('no space')
  }
  expect(() => madeOnce('made-later', fail)).toThrow('no space')
  expect(existsSync(join(inject('runFolder'), 'made-later'))).toBe(false)
  expect(read(madeOnce('made-later', write('now')))).toBe('now')
})
