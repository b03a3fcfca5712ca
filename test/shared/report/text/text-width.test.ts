import { expect, test } from 'vitest'
import { displayWidth } from '../../../../shared/report/text/display-width.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { sampleView } from '../sample-view.ts'

test.each([80, 100])('of a terminal of %i columns no line of words is wider', (width) => {
  const lines = nodeText(sampleView(), { width }).split('\n')
  const wide = lines.filter((line) => displayWidth(line) > width)
  // A path stays whole, to be copied.
  expect(wide.filter((line) => line.trim().includes(' '))).toEqual([])
})

test('no word of what wraps is lost, and without a width all stays on its line', () => {
  const whole = nodeText(sampleView())
  expect(nodeText(sampleView(), { width: 1000 })).toBe(whole)
  const problems = (text: string) => text.slice(text.indexOf('\nProblems (')).split(/\s+/)
  expect(problems(nodeText(sampleView(), { width: 80 }))).toEqual(problems(whole))
})

test('a long name of a server is cut on a terminal, and whole where another program reads it', () => {
  const name = `web-${'x'.repeat(200)}-end`
  const { instances } = sampleView()
  const view = sampleView({ instances: instances.map((row) => ({ ...row, name })) })
  const lineOf = (width?: number) => {
    const text = nodeText(view, width === undefined ? {} : { width })
    return text.split('\n').find((line) => line.includes('web-x')) ?? ''
  }
  expect(lineOf(400)).toMatch(/^web-x{16}…x{15}-end /)
  expect(displayWidth(lineOf(400))).toBeLessThan(200)
  expect(lineOf()).toMatch(new RegExp(`^${name} `))
})
