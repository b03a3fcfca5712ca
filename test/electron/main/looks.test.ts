import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { followHere } from '../../../electron/files/follow-here.ts'
import { whereaboutsOf } from '../../../electron/files/whereabouts.ts'
import { Looks } from '../../../electron/looks.ts'
import { parseMountInfo } from '../../../shared/files/mountinfo.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()

const LIMIT_MS = 50
const NOT_RESPONDING = { failure: { code: 'not-responding' } }

/** Looks at paths of which those below `/mnt/NAME` lie on a mount that answers when it is told to. */
function lookingAt() {
  const looks = new Looks(() => (path) => {
    const [, mount] = /^(\/mnt\/\w+)/.exec(path) ?? []
    return { together: mount ?? path, remote: mount !== undefined }
  })
  const hanging: { readonly path: string; readonly answer: () => void }[] = []
  const look = (path: string, leads = path): Promise<string> => {
    if (!/^\/mnt\/(dead|slow)/.test(leads)) return Promise.resolve(path)
    return new Promise((resolve) => hanging.push({ path, answer: () => resolve(path) }))
  }
  const at = (path: string, limitMs = LIMIT_MS, leads = path) =>
    looks.at(path, limitMs, () => look(path, leads))
  return { at, hanging }
}

describe('a mount that does not answer', () => {
  test('keeps one thread, however often and for however many places it is asked', async () => {
    const { at, hanging } = lookingAt()
    for (const _ of [1, 2]) {
      const asked = ['a', 'b', 'c', 'd', 'e'].map((name) => at(`/mnt/dead/${name}`))
      await Promise.all(asked.map((one) => expect(one).rejects.toMatchObject(NOT_RESPONDING)))
    }
    expect(hanging).toHaveLength(1)
  })

  test('is asked again when it has answered, for who still waits alone', async () => {
    const { at, hanging } = lookingAt()
    await expect(at('/mnt/dead/a')).rejects.toMatchObject(NOT_RESPONDING)
    const given = at('/mnt/dead/b')
    const waits = at('/mnt/dead/c', 60_000)
    await expect(given).rejects.toMatchObject(NOT_RESPONDING)
    hanging[0]?.answer()
    await expect.poll(() => hanging.map(({ path }) => path)).toEqual(['/mnt/dead/a', '/mnt/dead/c'])
    hanging[1]?.answer()
    expect(await waits).toBe('/mnt/dead/c')
  })

  test('leaves a thread for the page and one for what lies here, whatever others hang too', async () => {
    const { at, hanging } = lookingAt()
    const asked = [1, 2, 3, 4, 5].map((n) => at(`/mnt/dead${n}/a`))
    await Promise.all(asked.map((one) => expect(one).rejects.toMatchObject(NOT_RESPONDING)))
    expect(hanging).toHaveLength(2)
    expect(await at('/srv/node')).toBe('/srv/node')
  })

  test('is one mount by whatever symlink here it is named, each of which has its own name', async () => {
    const { at, hanging } = lookingAt()
    // One leads there itself, one over another, and one by a folder and back.
    const links = [
      ['first', '/mnt/dead/a'],
      ['second', 'first/b'],
      ['third', `${'../'.repeat(40)}mnt/../mnt/dead`],
      ['fourth', '/mnt/dead/d'],
    ] as const
    for (const [name, target] of links) symlinkSync(target, join(folder, name))
    const asked = links.map(([name]) => at(join(folder, name, 'disk'), LIMIT_MS, '/mnt/dead'))
    await Promise.all(asked.map((one) => expect(one).rejects.toMatchObject(NOT_RESPONDING)))
    expect(hanging).toHaveLength(1)
    expect(await at('/srv/node')).toBe('/srv/node')
  })
})

test('on a mount that is slow each has its limit for itself', async () => {
  const { at, hanging } = lookingAt()
  const first = at('/mnt/slow/a', 60_000)
  const second = at('/mnt/slow/b')
  await setTimeout(4 * LIMIT_MS)
  hanging[0]?.answer()
  expect(await first).toBe('/mnt/slow/a')
  await expect.poll(() => hanging.length, { interval: 1 }).toBe(2)
  hanging[1]?.answer()
  expect(await second).toBe('/mnt/slow/b')
})

test('an error is the look’s own, and ends its turn', async () => {
  const looks = new Looks(() => (path) => ({ together: path, remote: false }))
  const fails = () => Promise.reject(new Error('ENOENT'))
  for (const _ of [1, 2, 3, 4])
    await expect(looks.at('/a', LIMIT_MS, fails)).rejects.toThrow('ENOENT')
})

test('what hangs together is told by the table of mounts: another machine’s, and here each path for itself', () => {
  const mounts = parseMountInfo(
    [
      '21 1 8:1 / / rw - ext4 /dev/sda1 rw',
      '22 21 0:40 / /mnt/nfs rw - nfs4 filer:/vol rw',
      '23 21 0:41 / /home/u/far rw - fuse.sshfs u@host: rw',
      '24 22 8:2 / /mnt/nfs/here rw - xfs /dev/sdb1 rw',
    ].join('\n'),
  )
  const at = (path: string) => whereaboutsOf(path, mounts)
  expect(at('/mnt/nfs/a/b')).toEqual({ together: '/mnt/nfs', remote: true })
  expect(at('/mnt/nfs')).toEqual({ together: '/mnt/nfs', remote: true })
  expect(at('/home/u/far/x')).toEqual({ together: '/home/u/far', remote: true })
  for (const here of ['/mnt/nfs2', '/mnt/nfs/here/a', '/'])
    expect(at(here)).toEqual({ together: here, remote: false })
})

test('the table of mounts is read for a look and for where it leads, not for each folder on the way', async () => {
  const seen: string[] = []
  const looks = new Looks(() => {
    seen.push('the table')
    return (path) => ({ together: path, remote: false })
  })
  const deep = join(folder, 'a/b/c/d/e/f/g')
  await looks.at(deep, 60_000, () => Promise.resolve(seen.push('the look')))
  expect(seen).toEqual(['the table', 'the table', 'the look'])
})

test('what is mounted as somebody goes there hangs by itself', async () => {
  let mounted = false
  const looks = new Looks(() => {
    const isMounted = mounted
    mounted = true
    return (path) => ({ together: isMounted ? '/net' : path, remote: isMounted })
  })
  const hung = looks.at('/net/a', LIMIT_MS, () => new Promise(() => undefined))
  await expect(hung).rejects.toMatchObject(NOT_RESPONDING)
  const next = looks.at('/net/b', LIMIT_MS, () => Promise.resolve('went there'))
  await expect(next).rejects.toMatchObject(NOT_RESPONDING)
})

test('one folder here does not wait for another', async () => {
  const looks = new Looks()
  const hung = looks.at('/etc', LIMIT_MS, () => new Promise(() => undefined))
  expect(await looks.at('/usr', LIMIT_MS, () => Promise.resolve('usr'))).toBe('usr')
  await expect(hung).rejects.toMatchObject(NOT_RESPONDING)
})

describe('where a path leads', () => {
  const nowhere = () => false

  test('is told as the system tells it: over folders, dots, names of any bytes and what is not there', async () => {
    const at = join(folder, 'ways')
    mkdirSync(join(at, 'a/b'), { recursive: true })
    symlinkSync('a/b', join(at, 'down'))
    symlinkSync('..', join(at, 'a/b/up'))
    symlinkSync(Buffer.from([0x61, 0xff]), join(at, 'bytes'))
    const leads = (path: string) => followHere(`${at}/${path}`, nowhere)
    expect(await leads('down/./up/../down/none/x')).toBe(`${at}/a/b/none/x`)
    expect(await leads('bytes')).toBe(`${at}/a\udcff`)
    expect(await followHere('/', nowhere)).toBe('/')
  })

  test('is not followed in a circle, nor beyond where it leaves this machine', async () => {
    symlinkSync('circle', join(folder, 'circle'))
    expect(await followHere(join(folder, 'circle'), nowhere)).toBe(join(folder, 'circle'))
    const end = join(folder, 'end')
    symlinkSync(end, join(folder, 'begin'))
    symlinkSync('/elsewhere', end)
    const begin = join(folder, 'begin/disk')
    expect(await followHere(begin, (path) => path.startsWith(end))).toBe(`${end}/disk`)
    expect(await followHere(begin, nowhere)).toBe('/elsewhere/disk')
  })
})
