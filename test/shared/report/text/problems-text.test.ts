import { describe, expect, test } from 'vitest'
import { finding } from '../../../../shared/findings/finding.ts'
import { problemLines } from '../../../../shared/report/text/problems-text.ts'
import { instance } from '../sample-view.ts'

const missing = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    return finding('missing-backing-file', { kind: 'disk', path: `i/${at}/disk` }, { name: '/b' })
  })
const loop = finding('backing-loop', { kind: 'disk', path: 'i/x/disk' }, { name: '/b' })
const fifo = finding('special-file', { kind: 'file', path: 'pipe' }, { case: 'fifo' })

describe('the problems of a report for the terminal', () => {
  test('are all there where they are few, each kind once by its title and code', () => {
    const lines = problemLines([...missing(2), fifo], 3)
    expect(lines).toEqual([
      'Problems (3)',
      'high     Backing file is missing (missing-backing-file)',
      '  -  i/0/disk: The backing file /b is not there.',
      '  -  i/1/disk: The backing file /b is not there.',
      'info     Neither file nor folder (special-file)',
      '  -  pipe: It is a FIFO, and was not opened.',
    ])
  })

  test('are some of each kind where they are many, and of the others it is told how many', () => {
    const lines = problemLines([...missing(2000), loop, fifo], 20)
    expect(lines).toHaveLength(25)
    expect(lines.filter((line) => line.startsWith('  -  i/'))).toHaveLength(19)
    expect(lines.slice(20)).toEqual([
      '  -  ... and 1,982 more',
      'high     Backing chain runs in a circle (backing-loop)',
      '  -  i/x/disk: Backing file /b creates an infinite loop.',
      'info     Neither file nor folder (special-file)',
      '  -  pipe: It is a FIFO, and was not opened.',
    ])
  })

  test('are the first of each where less is to be shown, and a line hides none that has room in it', () => {
    expect(problemLines([...missing(2), loop, fifo], 1).slice(1)).toEqual([
      'high     Backing file is missing (missing-backing-file)',
      '  -  i/0/disk: The backing file /b is not there.',
      '  -  i/1/disk: The backing file /b is not there.',
      'high     Backing chain runs in a circle (backing-loop)',
      '  -  i/x/disk: Backing file /b creates an infinite loop.',
      'info     Neither file nor folder (special-file)',
      '  -  pipe: It is a FIFO, and was not opened.',
    ])
  })

  test('name the instance with its folder in place of what is above it, where no other has its name', () => {
    const [disk] = missing(1)
    if (disk === undefined) throw new Error('no problem')
    const row = { ...instance, id: 'i/0', name: 'web-1' }
    expect(problemLines([disk], 9, [row])[2]).toMatch(/^ {2}- {2}web-1 \(0\)\/disk: The backing/)
    expect(problemLines([disk], 9, [{ ...row, id: '' }])[2]).toMatch(/^ {2}- {2}i\/0\/disk: The/)
    // A name is the tenant's: it may be that of another folder of the host.
    const posing = { ...row, name: '_base' }
    expect(problemLines([disk], 9, [posing])[2]).toMatch(/^ {2}- {2}_base \(0\)\/disk: The backing/)
    const twin = { ...row, id: 'i/1' }
    expect(problemLines([disk], 9, [row, twin])[2]).toMatch(/^ {2}- {2}i\/0\/disk: The backing/)
  })
})
