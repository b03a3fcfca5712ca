import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../build/setup/places.mjs'
import { type Lookups, threadedLookups } from '../../../electron/scanner/lookups.ts'
import { parseMountInfo } from '../../../shared/files/mountinfo.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

// The scanner's own worker, but for a system call: at some names it blocks for good as on a dead mount.
const WORKER = `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const { lstatSync } = fs
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
fs.lstatSync = (path, ...rest) => {
  if (path.endsWith('/hang')) pause()
  if (path.endsWith('/exit')) process.exit(1)
  if (path.endsWith('/throw')) throw new Error('a bug')
  if (path.includes('/slow')) pause(150)
  return lstatSync(path, ...rest)
}
syncBuiltinESMExports()
await import('./built.mjs')
`
const SILENCE = 1500
const SLOW = 'slow/2/3/4/5/6/7/8'

const folder = temporaryFolder()
const root = join(folder, 'node')
const san = join(folder, 'san')
const worker = join(folder, 'worker.mjs')
const MOUNTS = parseMountInfo(
  [
    '21 1 8:1 / / rw - ext4 /dev/sda1 rw',
    `22 21 0:40 / ${root}/nfs rw - nfs4 filer:/vol rw`,
    `23 21 0:41 / ${san} rw - ceph mon:/ rw`,
  ].join('\n'),
)

beforeAll(async () => {
  for (const path of ['nfs', 'etc', SLOW]) mkdirSync(join(root, path), { recursive: true })
  mkdirSync(san)
  for (const path of ['a', 'b', 'nfs/a', 'etc/shadow', `${SLOW}/a`, '../san/b'])
    writeFileSync(join(root, path), path)
  writeFileSync(worker, WORKER)
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(projectRoot, 'electron/scanner/worker.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'built.mjs' } },
    },
  })
})

let lookups: Lookups
afterEach(() => lookups.close())

function start(): Lookups['lookup'] {
  const places = { rootPath: root, nodeRoot: true }
  const grants = { places, folders: [root, san] }
  lookups = threadedLookups(pathToFileURL(worker), SILENCE, () => MOUNTS)(grants)
  return lookups.lookup
}

const notResponding = (path: string) => ({
  kind: 'fault',
  fault: { code: 'not-responding', path, errno: 'ETIMEDOUT' },
})

describe('what chains name is looked for on another thread', () => {
  test('and its answer waited for, one after the other', () => {
    const lookup = start()
    expect(lookup('a')).toMatchObject({ kind: 'found', address: 'a', length: 1 })
    expect(lookup('nfs/a')).toMatchObject({ kind: 'found', address: 'nfs/a', length: 5 })
    expect(lookup('c')).toEqual({ kind: 'absent' })
  })

  test("for the image that names it: no image is given what is the host's own", () => {
    const by = { name: '../etc/shadow', image: 'b/disk', rule: 'relative' } as const
    const target = join(root, 'etc/shadow')
    expect(start()('etc/shadow', by)).toEqual({ kind: 'refused', target })
  })

  test('and waited for as long as it asks the file system something new', () => {
    expect(start()(`${SLOW}/a`)).toMatchObject({ kind: 'found' })
  })

  test('and given up where it hangs: nothing is asked of that mount again, and all of the others', () => {
    const lookup = start()
    expect(lookup('nfs/a')).toMatchObject({ kind: 'found' })
    expect(lookup('nfs/hang')).toEqual(notResponding('nfs/hang'))
    expect(lookup('nfs/a')).toEqual(notResponding('nfs/a'))
    for (const address of ['a', `${san}/b`])
      expect(lookup(address)).toMatchObject({ kind: 'found' })
    // What lies here may lead to what hangs by a symlink, each for itself.
    expect(lookup('hang')).toEqual(notResponding('hang'))
    expect(lookup('a')).toMatchObject({ kind: 'found' })
  })

  test('and by no thread any more after some have hung: whoever asks waits for each', () => {
    const lookup = start()
    for (const address of ['nfs/hang', `${san}/hang`, 'hang'])
      expect(lookup(address)).toEqual(notResponding(address))
    expect(lookup('a')).toEqual(notResponding('a'))
  })

  test('and given up where that thread ended', () => {
    expect(start()('exit')).toEqual(notResponding('exit'))
  })

  test('and what goes wrong in the program goes wrong here', () => {
    const lookup = start()
    expect(() => lookup('throw')).toThrow('a bug')
    expect(lookup('a')).toMatchObject({ kind: 'found' })
  })
})
