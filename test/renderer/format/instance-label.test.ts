import { expect, test } from 'vitest'
import { instanceLabel } from '../../../renderer/format/instance-label.ts'

const uuid = 'aaaaaaaa-0000-4000-8000-000000000001'
const at = (folder: string) => `var/lib/nova/instances/${folder}`

test.each([
  [{ id: at(uuid), uuid, name: 'web-01' }, 'web-01'],
  [{ id: at(`${uuid}_resize`), uuid, name: 'web-01' }, 'web-01_resize'],
  [{ id: at(`${uuid}_del`), uuid }, `${uuid}_del`],
  [{ id: at('instance-0000002a_resize'), uuid, name: 'web-01' }, 'web-01_resize'],
  [{ id: at('elsewhere'), uuid, name: 'web-01' }, 'web-01'],
])('%j is called %s', (row, label) => {
  expect(instanceLabel(row)).toBe(label)
})
