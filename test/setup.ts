import { afterEach, beforeEach, expect, vi } from 'vitest'

// Where test files share a worker, each has our modules anew, and only those of packages are shared.
vi.resetModules()

// A warning nobody reads is a bug nobody fixes: a test that makes the code under test complain on
// the console fails, unless it replaced the method itself because the complaint is what it tests.
const printed: string[] = []

function record(...parts: readonly unknown[]): void {
  printed.push(parts.map(String).join(' '))
}

beforeEach(() => {
  printed.length = 0
  vi.spyOn(console, 'error').mockImplementation(record)
  vi.spyOn(console, 'warn').mockImplementation(record)
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(printed, 'printed to the console').toEqual([])
})
