import { expect, test } from 'vitest'
import { titleName } from '../../../electron/window/title-name.ts'

test.each([
  ['/var/lib/nova/instances/_base/abc', 'abc'],
  ['rbd:vms/x', 'rbd:vms/x'],
  ['a\nb', 'a\\nb'],
  ['\u202egpj.raw', '\\u202egpj.raw'],
  ['n'.repeat(1 << 20), `${'n'.repeat(80)}…`],
])('a title has of a name that an image records what can be read of it', (name, expected) => {
  expect(titleName(name)).toBe(expected)
})
