import { describe, expect, test } from 'vitest'
import { findingLines } from '../../helpers/node-view.ts'
import { DISK } from '../../helpers/small-node.ts'
import { lines, missingOf, node, only, viewOf } from '../../helpers/spoiled-node.ts'

describe('space', () => {
  test('a file system that is nearly full, and one that is', () => {
    const small = { total: 1000 << 20, free: 90 << 20, available: 90 << 20 }
    expect(findingLines(viewOf(node(), small))).toEqual([
      'warning file-system-nearly-full var/lib/nova/instances',
    ])
    const full = { ...small, available: 40 << 20 }
    expect(findingLines(viewOf(node(), full))).toEqual([
      'high file-system-nearly-full var/lib/nova/instances',
    ])
  })

  test('disks that may grow beyond it, and one that is larger than it', () => {
    const tiny = { total: 10 << 20, free: 9 << 20, available: 9 << 20 }
    expect(viewOf(node(), tiny).findings).toMatchObject([
      { code: 'disk-larger-than-file-system', evidence: { virtual: 16 << 20, total: 10 << 20 } },
      { code: 'growth-exceeds-free', severity: 'info' },
    ])
  })

  test('space that is taken beyond the end of a file (bug 1510328)', () => {
    const spoiled = node()
    spoiled.run('fallocate', '-n', '-l', '16M', DISK)
    expect(only(spoiled)).toMatchObject({ code: 'preallocated', severity: 'info' })
    spoiled.write('etc/nova/nova.conf', '[DEFAULT]\npreallocate_images = space\n')
    expect(lines(spoiled)).toEqual([])
  })
})

test('every code of the family was found on real files', () => {
  expect(missingOf('space')).toEqual([])
})
