import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Lookups, threadedLookups } from '../../../electron/scanner/lookups.ts'
import { parseMountInfo } from '../../../shared/files/mountinfo.ts'

// A real thread that answers as the scanner's does, and blocks for good as one does on a dead mount.
const WORKER = `
import { workerData } from 'node:worker_threads'
const { pulse, looking: { port, answered, grants } } = workerData
const [beats, count] = [new Int32Array(pulse), new Int32Array(answered)]
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
port.on('message', ({ address, by }) => {
  if (address.includes('hang')) pause()
  if (address === 'exit') process.exit(1)
  if (address === 'slow') for (let i = 0; i < 8; i++) { Atomics.add(beats, 0, 1); pause(300) }
  const error = new Error('a bug')
  const found = { kind: 'outside', target: [grants.folders[0], address, by?.name].join() }
  port.postMessage(address === 'throw' ? { ok: false, error } : { ok: true, found })
  Atomics.add(count, 0, 1)
  Atomics.notify(count, 0)
})
`
const SILENCE = 1500

const MOUNTS = parseMountInfo(
  [
    '21 1 8:1 / / rw - ext4 /dev/sda1 rw',
    '22 21 0:40 / /node/nfs rw - nfs4 filer:/vol rw',
    '23 21 0:41 / /san rw - ceph mon:/ rw',
  ].join('\n'),
)

let folder: string
let lookups: Lookups
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cowscope-lookups-'))
  writeFileSync(join(folder, 'worker.mjs'), WORKER)
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => lookups.close())

function start(): Lookups['lookup'] {
  const places = { rootPath: '/node', nodeRoot: true }
  const file = pathToFileURL(join(folder, 'worker.mjs'))
  lookups = threadedLookups(file, SILENCE, () => MOUNTS)({ places, folders: ['/node'] })
  return lookups.lookup
}

const notResponding = (path: string) => ({
  kind: 'fault',
  fault: { code: 'not-responding', path, errno: 'ETIMEDOUT' },
})

describe('what chains name is looked for on another thread', () => {
  test('and its answer waited for, one after the other', () => {
    const lookup = start()
    const by = { name: 'base', image: 'a', rule: 'relative' } as const
    expect(lookup('a', by)).toEqual({ kind: 'outside', target: '/node,a,base' })
    expect(lookup('b')).toEqual({ kind: 'outside', target: '/node,b,' })
  })

  test('and waited for as long as it asks the file system something new', () => {
    expect(start()('slow')).toMatchObject({ kind: 'outside' })
  })

  test('and given up where it hangs: nothing is asked of that mount again, and all of the others', () => {
    const lookup = start()
    expect(lookup('nfs/a')).toMatchObject({ kind: 'outside' })
    expect(lookup('nfs/hang')).toEqual(notResponding('nfs/hang'))
    expect(lookup('nfs/a')).toEqual(notResponding('nfs/a'))
    for (const address of ['a', '/san/b'])
      expect(lookup(address)).toMatchObject({ kind: 'outside' })
    // What lies here may lead to what hangs by a symlink, each for itself.
    expect(lookup('hang')).toEqual(notResponding('hang'))
    expect(lookup('a')).toMatchObject({ kind: 'outside' })
  })

  test('and by no thread any more after some have hung: whoever asks waits for each', () => {
    const lookup = start()
    for (const address of ['nfs/hang', '/san/hang', 'hang'])
      expect(lookup(address)).toEqual(notResponding(address))
    expect(lookup('a')).toEqual(notResponding('a'))
  })

  test('and given up where that thread ended', () => {
    expect(start()('exit')).toEqual(notResponding('exit'))
  })

  test('and what goes wrong in the program goes wrong here', () => {
    const lookup = start()
    expect(() => lookup('throw')).toThrow('a bug')
    expect(lookup('a')).toMatchObject({ kind: 'outside' })
  })
})
