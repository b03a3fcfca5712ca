import { expect, test } from 'vitest'
import { protocolOf } from '../../../shared/files/protocol.ts'

test.each([
  ['rbd:pool/image', 'rbd'],
  ['file:/srv/base', 'file'],
  [':0', ''],
  ['C:\\base', 'C'],
  ['/srv/a:b', undefined],
  ['./a:b', undefined],
  ['base', undefined],
  ['', undefined],
])('of %j qemu takes %j for the protocol', (name, protocol) => {
  expect(protocolOf(name)).toBe(protocol)
})
