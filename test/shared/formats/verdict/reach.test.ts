import { expect, test } from 'vitest'
import { isHostOwn, isHostOwnToNova } from '../../../../shared/formats/verdict/reach.ts'

test.each([
  ['/home/ubuntu/.ssh/id_rsa', true],
  ['//.ssh/id_rsa', true],
  ['/home/two\nlines/.ssh/id_rsa', true],
  ['file:/home/ubuntu/.ssh/id_rsa', true],
  ['/var/lib/libvirt/secrets/a.base64', true],
  ['//var/lib/libvirt/qemu/domain-1-a/master-key.aes', true],
  ['/srv/var/lib/libvirt/qemu/a', false],
  ['/srv/my.ssh/id_rsa', false],
  ['home/ubuntu/.ssh/id_rsa', false],
])('whether %j leads to keys: %s', (name, expected) => {
  expect(isHostOwn(name)).toBe(expected)
})

/** As long as the name of a data file may be, which is in a header of one cluster. */
const LONG = 2 ** 21

// Where two parts of a pattern may match the same, each of these takes hours.
test.each([
  ['slashes', '/'],
  ['folders', '/a'],
  ['steps up', '../'],
  ['hidden folders', '/.'],
])('what a name as long as a cluster leads to is known in one pass: %s', (_, part) => {
  const name = part.repeat(LONG / part.length)
  expect([isHostOwn(name), isHostOwn(`/${name}`), isHostOwnToNova(name)]).toEqual([
    false,
    false,
    false,
  ])
})
