import { describe, expect, test } from 'vitest'
import { Looks } from '../../../electron/looks.ts'

const LIMIT_MS = 50
const NOT_RESPONDING = { failure: { code: 'not-responding' } }

/** Looks at paths of which those below `/mnt/NAME` lie on a mount that answers when it is told to. */
function lookingAt() {
  const looks = new Looks((path) => {
    const [, mount] = /^(\/mnt\/\w+)/.exec(path) ?? []
    return { together: mount ?? path, remote: mount !== undefined }
  })
  const hanging: { readonly path: string; readonly answer: () => void }[] = []
  const look = (path: string): Promise<string> => {
    if (!path.startsWith('/mnt/dead')) return Promise.resolve(path)
    return new Promise((resolve) => hanging.push({ path, answer: () => resolve(path) }))
  }
  const at = (path: string, limitMs = LIMIT_MS) => looks.at(path, limitMs, () => look(path))
  return { at, hanging }
}

describe('a mount that does not answer', () => {
  test('keeps one thread, however often and for however many places it is asked', async () => {
    const { at, hanging } = lookingAt()
    for (const _ of [1, 2]) {
      const asked = ['a', 'b', 'c', 'd', 'e'].map((name) => at(`/mnt/dead/${name}`))
      for (const one of asked) await expect(one).rejects.toMatchObject(NOT_RESPONDING)
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
    for (const one of asked) await expect(one).rejects.toMatchObject(NOT_RESPONDING)
    expect(hanging).toHaveLength(2)
    expect(await at('/srv/node')).toBe('/srv/node')
  })
})

test('an error is the look’s own, and ends its turn', async () => {
  const looks = new Looks((path) => ({ together: path, remote: false }))
  const fails = () => Promise.reject(new Error('ENOENT'))
  for (const _ of [1, 2, 3, 4])
    await expect(looks.at('/a', LIMIT_MS, fails)).rejects.toThrow('ENOENT')
})

test('by the mount table of this machine one folder here does not wait for another', async () => {
  const looks = new Looks()
  const hung = looks.at('/etc', LIMIT_MS, () => new Promise(() => undefined))
  expect(await looks.at('/usr', LIMIT_MS, () => Promise.resolve('usr'))).toBe('usr')
  await expect(hung).rejects.toMatchObject(NOT_RESPONDING)
})
