import { describe, expect, test } from 'vitest'
import { finding } from '../../../../shared/findings/finding.ts'
import { problemLines } from '../../../../shared/report/text/problems-text.ts'

const missing = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    return finding('missing-backing-file', { kind: 'disk', path: `i/${at}/disk` }, { name: '/b' })
  })
const loop = finding('backing-loop', { kind: 'disk', path: 'i/x/disk' }, { name: '/b' })
const fifo = finding('special-file', { kind: 'file', path: 'pipe' }, { case: 'fifo' })

describe('the problems of a report for the terminal', () => {
  test('are all there where they are few', () => {
    const lines = problemLines([...missing(2), fifo], 3)
    expect(lines).toEqual([
      'Problems (3)',
      'high     i/0/disk: The backing file /b is not there.',
      'high     i/1/disk: The backing file /b is not there.',
      'info     pipe: It is a FIFO, and was not opened.',
    ])
  })

  test('are some of each kind where they are many, and of the others it is told how many', () => {
    const lines = problemLines([...missing(2000), loop, fifo], 20)
    expect(lines).toHaveLength(22)
    expect(lines.filter((line) => line.startsWith('high     i/'))).toHaveLength(19)
    expect(lines.slice(19)).toEqual([
      'high     i/x/disk: Backing file /b creates an infinite loop.',
      'info     pipe: It is a FIFO, and was not opened.',
      'high     ... and 1,982 more: missing-backing-file',
    ])
  })

  test('are the worst kinds where not even one of each is to be shown', () => {
    expect(problemLines([...missing(1), loop, fifo], 2).slice(2)).toEqual([
      'high     i/x/disk: Backing file /b creates an infinite loop.',
      'info     ... and 1 more: special-file',
    ])
  })
})
