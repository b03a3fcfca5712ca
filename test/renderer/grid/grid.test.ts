import { describe, expect, test } from 'vitest'
import { compareValues } from '../../../renderer/grid/columns.ts'
import { type GridLine, moveFor, typeahead } from '../../../renderer/grid/lines.ts'
import { nextSorting } from '../../../renderer/grid/useSorted.ts'
import { naturalKey } from '../../../shared/values/natural-key.ts'

const lines: readonly GridLine[] = [
  { key: 'a', level: 1, expanded: true, text: 'alpha' },
  { key: 'a1', level: 2, parent: 'a', text: 'disk' },
  { key: 'a2', level: 2, parent: 'a', text: 'disk.config' },
  { key: 'b', level: 1, expanded: false, text: 'beta' },
  { key: 'c', level: 1, text: 'bravo' },
]

describe('keys in a grid', () => {
  const focus = (index: number) => ({ kind: 'focus', index })

  test('move by one, by a page and to the ends, and stop there', () => {
    expect(moveFor('ArrowDown', lines, 0, 3)).toEqual(focus(1))
    expect(moveFor('ArrowUp', lines, 0, 3)).toEqual(focus(0))
    expect(moveFor('PageDown', lines, 1, 3)).toEqual(focus(4))
    expect(moveFor('PageUp', lines, 1, 3)).toEqual(focus(0))
    expect(moveFor('End', lines, 0, 3)).toEqual(focus(4))
    expect(moveFor('Home', lines, 4, 3)).toEqual(focus(0))
  })

  test('right opens a row, then goes in; left closes it, or goes out to it', () => {
    expect(moveFor('ArrowRight', lines, 3, 3)).toEqual({ kind: 'expand', index: 3, isOpen: true })
    expect(moveFor('ArrowRight', lines, 0, 3)).toEqual(focus(1))
    expect(moveFor('ArrowRight', lines, 4, 3)).toBeUndefined()
    expect(moveFor('ArrowLeft', lines, 0, 3)).toEqual({ kind: 'expand', index: 0, isOpen: false })
    expect(moveFor('ArrowLeft', lines, 2, 3)).toEqual(focus(0))
    expect(moveFor('ArrowLeft', lines, 4, 3)).toBeUndefined()
  })

  test('enter opens and closes a row, or opens what it stands for', () => {
    expect(moveFor('Enter', lines, 3, 3)).toEqual({ kind: 'expand', index: 3, isOpen: true })
    expect(moveFor('Enter', lines, 1, 3)).toEqual({ kind: 'open', index: 1 })
    expect(moveFor('x', lines, 1, 3)).toBeUndefined()
  })

  test('letters jump to the next row that begins so, around the end', () => {
    expect(typeahead(lines, 3, 'b')).toBe(4)
    expect(typeahead(lines, 4, 'b')).toBe(3)
    expect(typeahead(lines, 3, 'br')).toBe(4)
    expect(typeahead(lines, 0, 'zz')).toBeUndefined()
  })
})

describe('sorting', () => {
  test('counts in names as people do, whatever the case', () => {
    const names = ['web-10', 'Web-2', 'db', 'web-1']
    const sorted = [...names].sort((a, b) => compareValues(naturalKey(a), naturalKey(b)))
    expect(sorted).toEqual(['db', 'web-1', 'Web-2', 'web-10'])
  })

  test('a header begins with its own direction and turns at the next click', () => {
    const column = { id: 'allocated', descendingFirst: true }
    const first = nextSorting([{ id: 'name', desc: false }], column)
    expect(first).toEqual([{ id: 'allocated', desc: true }])
    expect(nextSorting(first, column)).toEqual([{ id: 'allocated', desc: false }])
  })
})
