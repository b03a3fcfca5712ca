import { expect, test } from 'vitest'
import { isWithinMounted } from '../../../shared/files/mounted-places.ts'
import { parseMountInfo } from '../../../shared/files/mountinfo.ts'

const mounts = parseMountInfo(`27 1 254:0 / / rw - ext4 /dev/vda rw
40 27 8:1 / /mnt/node rw - xfs /dev/sda1 rw
41 27 8:1 /var/lib/nova /srv/nova rw - xfs /dev/sda1 rw
42 40 8:2 / /mnt/node/data rw - ext4 /dev/sdb1 rw
43 27 8:2 /images /srv/images rw - ext4 /dev/sdb1 rw
44 27 254:0 /home/a /srv/home rw - ext4 /dev/vda rw
`)

test.each([
  ['/mnt/node', '/mnt/node/var/r.json', 'by its own name'],
  ['/mnt/node', '/srv/nova/r.json', 'a part of it, mounted elsewhere'],
  ['/srv/nova', '/mnt/node/var/lib/nova/r.json', 'that what is opened is mounted from'],
  ['/srv/nova', '/mnt/node/var/lib/nova', 'the folder itself'],
  ['/mnt/node', '/srv/images/r.json', 'of a file system that is mounted in it, and elsewhere'],
  ['/home', '/srv/home/r.json', 'mounted from a folder below'],
])('in %s lies %s: %s', (folder, path) => {
  expect(isWithinMounted(mounts, folder, path)).toBe(true)
})

test.each([
  ['/srv/nova', '/mnt/node/var/lib/r.json', 'beside what is mounted'],
  ['/srv/nova', '/mnt/node/var/lib/nova2/r.json', 'of a longer name'],
  ['/mnt/node', '/home/r.json', 'on another file system'],
  ['/srv/images', '/mnt/node/data/r.json', 'in what that is a part of'],
  ['/home/b', '/srv/home/r.json', 'in another folder of the same file system'],
])('not in %s lies %s: %s', (folder, path) => {
  expect(isWithinMounted(mounts, folder, path)).toBe(false)
})

test('without a mount table names alone are gone by', () => {
  expect(isWithinMounted([], '/mnt/node', '/mnt/node/r.json')).toBe(true)
  expect(isWithinMounted([], '/mnt/node', '/srv/nova/r.json')).toBe(false)
})
