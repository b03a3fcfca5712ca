import { expect, test } from 'vitest'
import { createRemovals } from '../../../../shared/analysis/cleanup/removal.ts'

const FOLDERS = Array.from({ length: 50 }, (_, at) => `i/${at}`)

test('where each symlink leads is looked at once, however many steps a plan has', () => {
  let looks = 0
  const symlinks = FOLDERS.map((id) => ({
    path: `i/links/${id.slice(2)}`,
    allocated: 0,
    get to() {
      looks += 1
      return [`${id}/disk`]
    },
  }))
  const folders = FOLDERS.map((id) => ({
    id,
    kind: 'instance' as const,
    allocated: 4096,
    files: [],
  }))
  const space = { folders, cache: [], others: [], links: [], certain: true, symlinks }
  const removed = createRemovals(space)
  for (const [at, id] of FOLDERS.entries()) {
    const { users } = removed({ isFolder: true, targets: [id], allocated: 4096 })
    expect(users).toEqual([`i/links/${at}`])
  }
  expect(looks).toBeLessThan(FOLDERS.length * 5)
})

test('what each disk stands on is looked at once, however many folders go', () => {
  let looks = 0
  const folders = FOLDERS.map((id, at) => ({
    id,
    kind: 'instance' as const,
    allocated: 4096,
    files: [
      {
        path: `${id}/disk`,
        allocated: 4096,
        get backing() {
          looks += 1
          return { path: `b/${at}` }
        },
      },
    ],
  }))
  const space = { folders, cache: [], others: [], links: [], certain: true }
  const removed = createRemovals(space)
  const least = looks
  for (const id of FOLDERS) {
    const { users } = removed({ isFolder: true, targets: [id], allocated: 4096 })
    expect(users).toEqual([])
  }
  expect(looks - least).toBeLessThan(FOLDERS.length * 5)
})

test('which disks stand on each base is found once, however many bases go', () => {
  let looks = 0
  const disks = FOLDERS.map((id, at) => ({
    path: `${id}/disk`,
    allocated: 4096,
    backing: { path: `b/${at}` },
  }))
  const folders = FOLDERS.map((id, at) => ({
    id,
    kind: 'instance' as const,
    allocated: 4096,
    get files() {
      looks += 1
      return disks.slice(at, at + 1)
    },
  }))
  const cache = FOLDERS.map((_, at) => ({ path: `b/${at}`, allocated: 4096 }))
  const removed = createRemovals({ folders, cache, others: [], links: [], certain: true })
  for (const [at, id] of FOLDERS.entries()) {
    const { users } = removed({ isFolder: false, targets: [`b/${at}`], allocated: 4096 })
    expect(users).toEqual([`${id}/disk`])
  }
  expect(looks).toBeLessThan(FOLDERS.length * 10)
})
