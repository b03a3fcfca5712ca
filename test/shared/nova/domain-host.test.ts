import { describe, expect, test } from 'vitest'
import { parseDomain } from '../../../shared/nova/domain.ts'

const uuid = '6f3b4d6e-1b2c-4d5e-8f90-a1b2c3d4e5f6'
const MDEV = '4b20d080-1b54-4048-85b3-a6a62d165c01'

function domainOf(devices: string, os = '') {
  return parseDomain(
    `<domain type='kvm'><name>instance-0000002a</name><uuid>${uuid}</uuid><os>${os}</os>` +
      `<devices>${devices}</devices></domain>`,
    'x.xml',
  )
}

describe('variables of the firmware', () => {
  const NVRAM = '/var/lib/libvirt/qemu/nvram'
  test.each([
    [`<nvram template='/usr/share/OVMF/OVMF_VARS.fd'>/srv/a_VARS.fd</nvram>`, '/srv/a_VARS.fd'],
    [`<nvram type='file'><source file='/srv/b.fd'/></nvram>`, '/srv/b.fd'],
    [`<nvram template='/usr/share/OVMF/OVMF_VARS.fd'/>`, `${NVRAM}/instance-0000002a_VARS.fd`],
    [`<nvram templateFormat='qcow2' format='qcow2'/>`, `${NVRAM}/instance-0000002a_VARS.qcow2`],
    [`<nvram type='block'><source dev='/dev/vg/vars'/></nvram>`, undefined],
    ['', undefined],
  ])('are where %s says', (os, path) => {
    expect(domainOf('', os).nvram).toBe(path)
  })
})

describe('a TPM', () => {
  const tpm = (backend: string) => domainOf(`<tpm model='tpm-crb'>${backend}</tpm>`)

  test('that swtpm makes has a version, and no secret of it is kept', () => {
    const secret = 'aaaa1111-0000-4000-8000-000000000001'
    const facts = tpm(
      `<backend type='emulator' version='2.0'><encryption secret='${secret}'/></backend>`,
    )
    expect(facts.tpm).toEqual({ version: '2.0', isEncrypted: true })
    expect(JSON.stringify(facts)).not.toContain(secret)
  })

  test('has its state where the XML says so', () => {
    const facts = tpm(`<backend type='emulator'><source type='dir' path='/srv/tpm'/></backend>`)
    expect(facts.tpm).toEqual({ source: '/srv/tpm' })
  })

  test('of the host is a device of it', () => {
    const facts = tpm(`<backend type='passthrough'><device path='/dev/tpm0'/></backend>`)
    expect(facts.tpm).toBeUndefined()
    expect(facts.hostDevices).toEqual([{ type: 'tpm', name: '/dev/tpm0' }])
  })
})

test.each([
  [
    `<hostdev mode='subsystem' type='pci'><source><address domain='0x0000' bus='0x3b' slot='0x00' function='0x1'/></source></hostdev>`,
    { type: 'pci', name: '0000:3b:00.1' },
  ],
  [
    `<hostdev mode='subsystem' type='mdev' model='vfio-pci'><source><address uuid='${MDEV}'/></source><address type='pci' bus='0x06'/></hostdev>`,
    { type: 'mdev', name: MDEV },
  ],
  [
    `<hostdev mode='subsystem' type='usb'><source><vendor id='0x1234'/><product id='0xabcd'/></source></hostdev>`,
    { type: 'usb', name: '1234:abcd' },
  ],
  [
    `<interface type='hostdev'><mac address='52:54:00:00:00:01'/><source><address type='pci' domain='0x0000' bus='0x04' slot='0x10' function='0x2'/></source></interface>`,
    { type: 'pci', name: '0000:04:10.2' },
  ],
  [`<hostdev mode='subsystem' type='scsi'><source/></hostdev>`, { type: 'scsi' }],
  [
    `<hostdev mode='subsystem' type='pci'><source><address bus='rm -rf'/></source></hostdev>`,
    { type: 'pci' },
  ],
  [
    `<filesystem type='mount'><driver type='virtiofs'/><source dir='/srv/share1'/><target dir='x'/></filesystem>`,
    { type: 'filesystem', name: '/srv/share1' },
  ],
  [
    `<memory model='nvdimm'><source><path>/dev/dax0.1</path></source><target><size>1</size></target></memory>`,
    { type: 'nvdimm', name: '/dev/dax0.1' },
  ],
  [
    `<disk type='file'><source file='/a'><encryption format='luks'><secret type='passphrase' uuid='${MDEV}'/></encryption></source></disk>`,
    { type: 'secret', name: MDEV },
  ],
  [
    `<disk type='network'><auth username='nova'><secret type='ceph' uuid='${MDEV}'/></auth><source protocol='rbd' name='vms/x'/></disk>`,
    { type: 'secret', name: MDEV },
  ],
])('%s is a device of the host', (xml, device) => {
  expect(domainOf(xml).hostDevices).toEqual([device])
})

test('the guest’s own bus makes no device one of the host', () => {
  expect(domainOf(`<controller type='pci'><address type='pci'/></controller>`)).not.toHaveProperty(
    'hostDevices',
  )
})

test('the root of a container is its own, and a secret without a UUID, or an account, is not kept', () => {
  const facts = domainOf(
    `<filesystem type='mount'><source dir='/var/lib/nova/instances/${uuid}/rootfs'/></filesystem>` +
      `<disk type='network'><auth username='hidden'><secret type='ceph' usage='hidden'/></auth></disk>`,
  )
  expect(facts).not.toHaveProperty('hostDevices')
  expect(JSON.stringify(facts)).not.toContain('hidden')
})
