import { expect, test } from 'vitest'
import { DEFAULT_SIZE, restoredBounds } from '../../../electron/window/window-bounds.ts'

const display = { x: 0, y: 0, width: 1920, height: 1080 }
const saved = { x: 100, y: 50, width: 1200, height: 800, maximized: false }

test('a window comes back where it was', () => {
  expect(restoredBounds(saved, [display])).toEqual({ x: 100, y: 50, width: 1200, height: 800 })
})

test('a window on the second display comes back there while there is one', () => {
  const second = { ...display, x: 1920 }
  const there = { ...saved, x: 2000 }
  expect(restoredBounds(there, [display, second])).toMatchObject({ x: 2000 })
  expect(restoredBounds(there, [display])).toEqual(DEFAULT_SIZE)
})

test.each([
  ['nothing was saved', undefined],
  ['only a sliver would show', { ...saved, x: 1900 }],
  ['its title bar is above the display', { ...saved, y: -60 }],
])('the default size is taken when %s', (_, bounds) => {
  expect(restoredBounds(bounds, [display])).toEqual(DEFAULT_SIZE)
})

test('a small display decides how large a first window is, down to the least', () => {
  expect(restoredBounds(undefined, [{ x: 0, y: 0, width: 1366, height: 728 }, display])).toEqual({
    width: 1366,
    height: 728,
  })
  expect(restoredBounds(undefined, [{ x: 0, y: 0, width: 640, height: 400 }])).toEqual({
    width: 720,
    height: 480,
  })
})
