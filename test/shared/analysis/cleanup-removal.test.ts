import { expect, test } from 'vitest'
import { createRemovals } from '../../../shared/analysis/cleanup/removal.ts'

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
  const folders = FOLDERS.map((id) => ({ id, allocated: 4096, files: [] }))
  const space = { folders, cache: [], others: [], links: [], certain: true, symlinks }
  const removed = createRemovals(space)
  for (const [at, id] of FOLDERS.entries()) {
    const { users } = removed({ isFolder: true, targets: [id], allocated: 4096 })
    expect(users).toEqual([`i/links/${at}`])
  }
  expect(looks).toBeLessThan(FOLDERS.length * 5)
})
