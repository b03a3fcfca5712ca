import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SCANNER_OPTIONS } from '../../../electron/scanner/options.ts'
import { type JobOptions, ThreadPool } from '../../../electron/scanner/pool.ts'
import { workerThreads } from '../../../electron/scanner/thread.ts'

// A real thread that blocks for good, as one does in a system call on a dead mount.
const WORKER = `
import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ folder: rootPath }) => {
  if (rootPath === 'hang') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  if (rootPath === 'exit') process.exit(1)
  if (rootPath === 'throw') throw new Error('a bug')
  parentPort.postMessage({ kind: 'written', rootPath })
})
`

let folder: string
let pool: ThreadPool
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cowscope-thread-'))
  const file = join(folder, 'worker.mjs')
  writeFileSync(file, WORKER)
  pool = new ThreadPool(workerThreads(pathToFileURL(file)), {
    ...SCANNER_OPTIONS,
    cancelGrace: 20,
    partGrace: 20,
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = (rootPath: string, options: JobOptions = {}) =>
  pool.run({ kind: 'sample', folder: rootPath }, options)

describe('a real worker thread', () => {
  test('answers, and is used again', async () => {
    expect(await run('a')).toEqual({ kind: 'written', rootPath: 'a' })
    expect(await run('b')).toEqual({ kind: 'written', rootPath: 'b' })
  })

  test('that blocks is given up after the silence, and another one answers', async () => {
    expect(await run('hang', { silence: 100 })).toEqual({ kind: 'silent' })
    expect(await run('c')).toEqual({ kind: 'written', rootPath: 'c' })
  })

  test('that blocks is given up at a cancel', async () => {
    const cancel = new AbortController()
    const end = run('hang', { signal: cancel.signal })
    cancel.abort()
    expect(await end).toEqual({ kind: 'stopped' })
  })

  test.each(['exit', 'throw'])('that ends by %s is noticed', async (how) => {
    expect(await run(how)).toEqual({ kind: 'died' })
    expect(await run('d')).toEqual({ kind: 'written', rootPath: 'd' })
  })
})
