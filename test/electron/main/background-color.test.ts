import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../../build/setup/places.mjs'
import { backgroundColor, followTheme } from '../../../electron/window/background-color.ts'

test('the window is born in the colour of its page', () => {
  const tokens = readFileSync(join(projectRoot, 'renderer/theme/tokens.css'), 'utf8')
  const surfaces = [...tokens.matchAll(/--surface: (#\w+);/g)].map(([, color]) => color)
  expect(surfaces).toEqual([backgroundColor(false), backgroundColor(true)])
})

test('it follows the theme while it is open, and is left alone once it is closed', () => {
  const painted: string[] = []
  const setBackgroundColor = (color: string) => void painted.push(color)
  const window = Object.assign(new EventEmitter(), { setBackgroundColor })
  const theme = Object.assign(new EventEmitter(), { shouldUseDarkColors: true })
  followTheme(window as never, theme as never)
  theme.emit('updated')
  window.emit('closed')
  theme.emit('updated')
  expect(painted).toEqual([backgroundColor(true)])
})
