import { describe, expect, test } from 'vitest'
import { mountOf, parseMountInfo } from '../../../shared/files/mountinfo.ts'

const TABLE = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
40 27 8:1 / /mnt/node ro,noatime shared:2 master:1 - xfs /dev/sda1 rw
41 27 8:2 / /mnt/node\\040two\\134x\\012 rw - nfs4 host:/export\\040dir rw,vers=4
42 27 8:3 / /mnt/node rw - fuse.sshfs nova@host:/ ro,user_id=0
43 27 0:9 / /mnt/none rw - tmpfs  rw
broken line
`

describe('the mount table', () => {
  const mounts = parseMountInfo(TABLE)

  test('gives type, source, mount point and whether it is read-only', () => {
    expect(mounts).toHaveLength(6)
    expect(mounts[2]).toEqual({
      mountPoint: '/mnt/node',
      device: '8:1',
      root: '/',
      type: 'xfs',
      source: '/dev/sda1',
      readOnly: true,
    })
  })

  test('spells out what the kernel escapes', () => {
    expect(mounts[3]).toMatchObject({
      mountPoint: '/mnt/node two\\x\n',
      source: 'host:/export dir',
    })
  })

  test.each([
    ['/', '/dev/vda'],
    ['/mnt', '/dev/vda'],
    ['/mnt/nodes', '/dev/vda'],
    ['/mnt/node', 'nova@host:/'],
    ['/mnt/node/var/lib', 'nova@host:/'],
    ['/mnt/node two\\x\n/y', 'host:/export dir'],
    ['/mnt/none/x', ''],
  ])('%j lies on %j: the longest mount point, the last of equal ones', (path, source) => {
    expect(mountOf(mounts, path)?.source).toBe(source)
  })

  test('counts a file system that is read-only by itself', () => {
    expect(mountOf(mounts, '/mnt/node')?.readOnly).toBe(true)
    expect(mountOf(mounts, '/proc')?.readOnly).toBe(false)
  })

  test('without a table, nothing is known', () => {
    expect(mountOf(parseMountInfo(''), '/')).toBeUndefined()
  })
})
