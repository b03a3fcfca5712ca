import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../build/setup/places.mjs'

const tokens = readFileSync(join(projectRoot, 'renderer/theme/tokens.css'), 'utf8')
const [light = '', dark = ''] = tokens.split(':root[data-mantine-color-scheme="dark"]')

/** Relative luminance of a colour, as WCAG counts it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

describe.each([
  ['light', light],
  ['dark', dark],
])('in a %s window', (_, theme) => {
  const token = (name: string) => new RegExp(`--${name}: (#\\w+);`).exec(theme)?.[1] ?? ''

  test.each(['bar-outline', 'text-faint'])(
    'what a bar or a box to tick ends at is seen on every row (%s)',
    (name) => {
      for (const ground of ['surface', 'surface-hover', 'surface-selected', 'bar-track'])
        expect(contrast(token(name), token(ground)), ground).toBeGreaterThanOrEqual(3)
    },
  )

  test('instances and bases beside them in a bar are told apart in grey too', () => {
    expect(contrast(token('kind-instances'), token('kind-bases'))).toBeGreaterThan(1.3)
  })
})
