import { expect, test } from 'vitest'
import { SCANNER_OPTIONS } from '../../../electron/scanner/options.ts'
import { ThreadPool } from '../../../electron/scanner/pool.ts'
import { fakeThreads } from '../../helpers/scan/fake-threads.ts'

test('every job has a thread at once, and only as many as scan are kept for the next', async () => {
  const threads = fakeThreads((_, worker) => worker.tell({ kind: 'written', rootPath: 'x' }))
  const pool = new ThreadPool(threads.start, SCANNER_OPTIONS)
  const jobs = (count: number) =>
    Promise.all(Array.from({ length: count }, () => pool.run({ kind: 'sample', folder: 'x' })))
  expect(await jobs(7)).toHaveLength(7)
  expect(threads.started()).toBe(7)
  expect(threads.abandoned()).toBe(7 - SCANNER_OPTIONS.workers)
  await jobs(SCANNER_OPTIONS.workers)
  expect(threads.started()).toBe(7)
})
