import { expect, test } from 'vitest'
import { hostDeviceText } from '../../../shared/report/host-device.ts'

test.each([
  ['pci', '0000:3b:00.0', 'PCI 0000:3b:00.0'],
  ['secret', 'a', 'libvirt secret a'],
  ['mdev', undefined, 'mdev'],
  // What an XML has may be a name that every object of JavaScript has something by.
  ['constructor', undefined, 'constructor'],
  ['toString', 'x', 'toString x'],
])('a device of the host of type %s is told as that', (type, name, expected) => {
  expect(hostDeviceText({ type, ...(name !== undefined && { name }) })).toBe(expected)
})
