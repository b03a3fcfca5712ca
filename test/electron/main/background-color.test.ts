import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../../build/setup/places.mjs'
import { backgroundColor } from '../../../electron/window/background-color.ts'

test('the window is born in the colour of its page', () => {
  const tokens = readFileSync(join(projectRoot, 'renderer/theme/tokens.css'), 'utf8')
  const surfaces = [...tokens.matchAll(/--surface: (#\w+);/g)].map(([, color]) => color)
  expect(surfaces).toEqual([backgroundColor(false), backgroundColor(true)])
})
