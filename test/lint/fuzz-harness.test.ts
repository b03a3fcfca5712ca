import { expect, test } from 'vitest'
import { FormatError } from '../../shared/bytes/errors.ts'
import { quote, says } from '../../shared/phrases/phrase.ts'
import { Budget } from '../fuzz/budget.ts'
import { bounded } from '../fuzz/rounds.ts'
import { hostileSource } from '../helpers/bytes/hostile-source.ts'

// The fuzz finds nothing unless it notices what it looks for.

const MIB = 2 ** 20
/** What takes too long is tried again and again, and a busy machine is slower. */
const PATIENCE = 120_000
const budget = new Budget()

/** Of all processor time, as the budget counts it. */
function microsecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return user + system
}

function done(run: () => void): boolean {
  return bounded(hostileSource(new Uint8Array(MIB)), { name: 'work', run }, budget)
}

test('work that ends in a result, and in a typed error', () => {
  expect(done(() => undefined)).toBe(false)
  const fault = () => {
    throw new FormatError('invalid', 'header', 8, says('one'), says('another'))
  }
  expect(done(fault)).toBe(true)
})

test.each([
  ['an exception', () => Reflect.get(Object(undefined), 'x').y],
  ['a RangeError for a huge array', () => new Uint8Array(2 ** 53)],
])('%s is no result', (_, run) => {
  expect(() => done(run)).toThrow(/work ended with (Type|Range)Error/)
})

test.each([
  [
    'without what was expected',
    new FormatError('invalid', 'header', 8, quote(''), says('another')),
  ],
  ['at no offset', new FormatError('invalid', 'header', Number.NaN, says('one'), says('another'))],
])('an error %s is not whole', (_, error) => {
  const run = () => {
    throw error
  }
  expect(() => done(run)).toThrow('not a whole fault')
})

test('more typed memory than there may be, also in many pieces that are dropped', () => {
  const pieces = () => {
    for (let count = 0; count < 70; count += 1) new Uint8Array(MIB)
  }
  expect(() => done(pieces)).toThrow(/takes too much: \d+ typedBytes/)
})

test('more bytes unpacked than there may be', () => {
  const unpack = () => budget.codecs.inflateRaw(Buffer.from('0300', 'hex'), 65 * MIB)
  expect(() => done(unpack)).toThrow(/takes too much: \d+ typedBytes/)
})

test(
  'more memory of objects than there may be',
  () => {
    const kept: number[][] = []
    const objects = () => {
      kept.push(new Array<number>(12 * MIB).fill(0))
    }
    expect(() => done(objects)).toThrow(/takes too much: [\d.]+ (heapBytes|milliseconds)/)
  },
  PATIENCE,
)

test(
  'more time than there may be',
  () => {
    const busy = () => {
      const start = process.cpuUsage()
      while (microsecondsSince(start) < 210_000);
    }
    expect(() => done(busy)).toThrow(/takes too much: [\d.]+ milliseconds/)
  },
  PATIENCE,
)

test('a file that is read over and over', () => {
  const source = hostileSource(new Uint8Array(MIB))
  const target = new Uint8Array(MIB)
  const run = () => {
    for (let count = 0; count < 70; count += 1) source.read(target, 0)
  }
  expect(() => bounded(source, { name: 'work', run }, budget)).toThrow(/\d+ bytesRead/)
})
