import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type OsloSyntaxFault, osloSyntaxFault } from '../../shared/nova/oslo-syntax.ts'
import { english } from '../../shared/phrases/english.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'

/** oslo.config's own parser reads the same texts; what it stops at must be found, and nothing else. */

const CASES: Readonly<Record<string, string>> = {
  'nothing at all': '',
  'a file as it should be':
    '[DEFAULT]\n# c\nhost = h\n  more\n\n; c\n[libvirt]\nimages_type: raw\n',
  'a section without its bracket': '[DEFAULT\nhost = h\n',
  'a comment after a section': '[DEFAULT] # c\nhost = h\n',
  'a section without a name': '[DEFAULT]\n[]\n',
  'a section of a space': '[ ]\na=b\n',
  'a line that is none': '[DEFAULT]\nhost = h\nbroken line\n',
  'an empty name': '[DEFAULT]\n= h\n',
  'an assignment before any section': 'host = h\n[DEFAULT]\n',
  'the same as the last line': '\nhost = h',
  'a line that goes on from nothing': '[DEFAULT]\n  host = h\n',
  'a line that goes on after a comment': '[DEFAULT]\nhost = h\n# c\n  more\n',
  'a line that goes on after a blank one': '[DEFAULT]\nhost = h\n\n  more\n',
  'a byte order mark': '\ufeff[DEFAULT]\nhost = h\n',
  'line ends of other systems': '[DEFAULT]\r\nhost = h\rbroken\r\n',
  'odd spaces': '[DEFAULT]\u00a0\n\u2003\n\u00a0= h\n\u001f\n',
  'a value that a merge left in two': '[DEFAULT]\n<<<<<<< HEAD\nhost = a\n=======\nhost = b\n',
}

const PIECES = [
  '[',
  ']',
  'DEFAULT',
  '=',
  ':',
  ' ',
  '\t',
  '#',
  ';',
  'a',
  '\n',
  '\r\n',
  '\n[x]\n',
  '\nk=v\n',
]

const random = new SeededRandom(2026)
const texts = [
  ...Object.values(CASES),
  ...Array.from({ length: 4000 }, () => {
    const start = random.below(3) > 0 ? '[DEFAULT]\n' : ''
    const pieces = Array.from({ length: 1 + random.below(12) }, () => random.pick(PIECES))
    return start + pieces.join('')
  }),
]

let byOslo: readonly (Told | null)[] = []

beforeAll(() => {
  const script = join(import.meta.dirname, '../helpers/nova/oslo-syntax.py')
  const { status, stdout, stderr, error } = spawnSync('/usr/bin/python3', [script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`oslo.config (python3-nova, by npm run setup): ${stderr}`)
  byOslo = JSON.parse(stdout) as readonly (Told | null)[]
}, 120_000)

/** As oslo.config tells it. */
interface Told {
  readonly line: number
  readonly message: string
}

function told(fault: OsloSyntaxFault | undefined): Told | null {
  return fault === undefined ? null : { ...fault, message: english(fault.message) }
}

/** Of an assignment without a section oslo.config names the line at which it ends. */
function comparable(fault: Told | null | undefined): Told | null {
  if (!fault?.message.startsWith('Section must')) return fault ?? null
  return { ...fault, line: 0 }
}

test.each(Object.entries(CASES))('%s', (name, text) => {
  const at = Object.keys(CASES).indexOf(name)
  expect(comparable(told(osloSyntaxFault(text)))).toEqual(comparable(byOslo[at]))
})

test('texts at random', () => {
  const faults = byOslo.filter((fault) => fault !== null)
  expect(new Set(faults.map(({ message }) => message)).size).toBe(6)
  expect(texts.map((text) => comparable(told(osloSyntaxFault(text))))).toEqual(
    byOslo.map(comparable),
  )
})

test('an assignment without a section is told by its own line', () => {
  expect(osloSyntaxFault('# c\nhost = h\n  more\n\n')?.line).toBe(2)
})
