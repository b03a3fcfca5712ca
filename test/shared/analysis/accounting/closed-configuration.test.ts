import { expect, test } from 'vitest'
import { unreadOf } from '../../../../shared/analysis/accounting/cache/closed-configuration.ts'

test.each([
  ['etc/nova/nova.conf', 'nova'],
  ['etc/nova', 'nova'],
  ['etc/nova/nova.conf.d', 'nova'],
  ['etc', 'nova'],
  ['compute1/etc', 'nova'],
  ['etc/kolla', 'nova'],
  ['etc/kolla/nova-compute', 'nova'],
  ['var/snap/openstack-hypervisor/common/etc', 'nova'],
  ['var/snap/microstack/common/etc/nova/nova.conf.d', 'nova'],
  ['var/lib/openstack/config/nova/01-nova.conf', 'nova'],
  ['var/lib/openstack/config', 'nova'],
  ['etc/kolla/nova-libvirt', 'nothing'],
  ['etc/kolla/glance-api', 'nothing'],
  ['etc/glance', 'nothing'],
  ['etc/glance/glance-api.conf.d', 'nothing'],
  ['etc/libvirt', 'anything'],
  ['etc/libvirt/qemu', 'anything'],
  ['var', 'anything'],
  ['var/lib', 'anything'],
  ['var/lib/nova/instances/_base', 'anything'],
])('what a closed %s would have told is of %s', (path, of) => {
  expect(unreadOf(path)).toBe(of)
})
