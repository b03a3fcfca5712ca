import { expect, test } from 'vitest'
import { type GlancePlace, glanceFileRole } from '../../../shared/glance/names.ts'
import type { EntryRole } from '../../../shared/nova/entry-role.ts'

const id = '84691638-6247-402d-80d5-3429c1aa1554'

test.each<readonly [GlancePlace, readonly string[], string, EntryRole]>([
  ['store', [], id, 'glance-image'],
  ['store', ['sub'], id, 'unknown'],
  ['store', [], `${id}.part`, 'unknown'],
  ['image-cache', [], id, 'glance-cache'],
  ['image-cache', ['incomplete'], id, 'glance-cache.incomplete'],
  ['image-cache', ['invalid'], id, 'glance-cache.invalid'],
  ['image-cache', ['queue'], id, 'glance-cache.queue'],
  ['image-cache', ['other'], id, 'unknown'],
  ['image-cache', ['queue', 'x'], id, 'unknown'],
  ['image-cache', [], 'cache.db', 'glance-cache.db'],
  ['image-cache', [], 'cache.db-journal', 'glance-cache.db'],
  ['image-cache', [], 'notes', 'unknown'],
  ['staging', [], id, 'glance-staging'],
  ['scrubber', [], id, 'glance-scrubber'],
  ['tasks', ['any'], 'thing', 'glance-task'],
])('in %s, %j/%s is %s', (place, above, name, role) => {
  expect(glanceFileRole(place, above, name)).toBe(role)
})
