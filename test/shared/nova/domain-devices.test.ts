import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { parseDomain } from '../../../shared/nova/domain.ts'
import type { DomainDisk } from '../../../shared/nova/domain-disks.ts'
import { sourceText } from '../../../shared/report/text/source-text.ts'
import { SEED_LIBVIRT_XML } from '../../helpers/trees/seed-texts.ts'

const uuid = '6f3b4d6e-1b2c-4d5e-8f90-a1b2c3d4e5f6'
const volume = '0a1b2c3d-0000-4000-8000-0123456789ab'
const path = 'etc/libvirt/qemu/instance-0000002a.xml'

function domainOf(devices: string, more = '') {
  return parseDomain(
    `<domain type='kvm'><uuid>${uuid}</uuid>${more}<devices>${devices}</devices></domain>`,
    path,
  )
}

function diskOf(disk: string): DomainDisk | undefined {
  return domainOf(disk).disks[0]
}

test.each([
  ['volume', "pool='default' volume='data.img'", 'volume:default/data.img'],
  ['volume', "pool='default' volume='x:key=hunter2'", 'volume:default/…'],
  ['vhostuser', "type='unix' path='/run/vhost.sock'", 'vhostuser:/run/vhost.sock'],
  ['dir', "dir='/srv/floppy'", 'dir:/srv/floppy'],
  ['future', "place='x'", 'future:?'],
])('a disk that is a %s is named by where it is: %s', (type, source, expected) => {
  const disk = diskOf(`<disk type='${type}'><source ${source}/></disk>`)
  expect(disk && sourceText(disk.source)).toBe(expected)
})

test('a disk that is a card of the host has its PCI address', () => {
  const address = `<address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>`
  const disk = diskOf(
    `<disk type='nvme'><source type='pci' managed='yes' namespace='1'>${address}</source></disk>`,
  )
  expect(disk && sourceText(disk.source)).toBe('nvme:0000:01:00.0')
})

describe('libvirt.xml of a node on Icehouse', () => {
  const facts = parseDomain(SEED_LIBVIRT_XML, 'libvirt.xml')
  const folder = '/var/lib/nova/instances/2e1978ab-b4e2-4771-ad55-b612e4d262d2'

  test('has the 1873 bytes of its listing', () => {
    expect(new TextEncoder().encode(SEED_LIBVIRT_XML)).toHaveLength(1873)
  })

  test('says everything that was written down then', () => {
    expect(facts).toEqual({
      path: 'libvirt.xml',
      uuid: '2e1978ab-b4e2-4771-ad55-b612e4d262d2',
      libvirtName: 'instance-00000113',
      memory: 4 * 1024 ** 3,
      vcpus: 4,
      novaVersion: '2014.1.3',
      disks: [
        {
          device: 'disk',
          target: 'vda',
          bus: 'virtio',
          format: 'qcow2',
          source: { kind: 'file', path: `${folder}/disk` },
        },
        {
          device: 'disk',
          target: 'vdb',
          bus: 'virtio',
          format: 'qcow2',
          source: { kind: 'file', path: `${folder}/disk.swap` },
        },
      ],
      nics: [
        {
          mac: 'fa:16:3e:30:ef:bf',
          type: 'bridge',
          source: 'qbr22e7133a-ef',
          target: 'tap22e7133a-ef',
          model: 'virtio',
        },
      ],
      graphics: [{ type: 'spice', listen: '0.0.0.0' }],
      consoles: [{ type: 'file', path: `${folder}/console.log` }, { type: 'pty' }],
    })
  })

  test('with quotes that a web page made typographic is refused where the first one stands', () => {
    const typographic = SEED_LIBVIRT_XML.replace(/"([^"]*)"/g, '“$1”')
    expect(() => parseDomain(typographic, 'libvirt.xml')).toThrow(FormatError)
    expect(() => parseDomain(typographic, 'libvirt.xml')).toThrow('at offset 0')
  })
})

describe('where a disk lies', () => {
  test('a file', () => {
    const xml = `<disk type='file' device='cdrom'><driver name='qemu' type='raw'/>
      <source file='/x/${uuid}/disk.config'/><target dev='hda' bus='ide'/></disk>`
    expect(diskOf(xml)).toEqual({
      device: 'cdrom',
      target: 'hda',
      bus: 'ide',
      format: 'raw',
      source: { kind: 'file', path: `/x/${uuid}/disk.config` },
    })
  })

  test('a logical volume of the instance, which is no Cinder volume', () => {
    const xml = `<disk type='block'><source dev='/dev/nova-vg/${uuid}_disk'/><serial>${volume}</serial></disk>`
    const disk = diskOf(xml)
    expect(disk?.source).toEqual({
      kind: 'block',
      path: `/dev/nova-vg/${uuid}_disk`,
      lvm: { group: 'nova-vg', volume: `${uuid}_disk` },
    })
    expect(disk).not.toHaveProperty('volumeId')
  })

  test('an image in RBD, with its monitors and without its account', () => {
    const xml = `<disk type='network' device='disk'>
      <auth username='cinder'><secret type='ceph' uuid='hunter2'/></auth>
      <source protocol='rbd' name='vms/${uuid}_disk'><host name='10.0.0.1' port='6789'/><host name='[fd00::1]'/></source>
      <target dev='vda' bus='virtio'/></disk>`
    const disk = diskOf(xml)
    expect(disk?.source).toEqual({
      kind: 'network',
      protocol: 'rbd',
      name: `vms/${uuid}_disk`,
      pool: 'vms',
      image: `${uuid}_disk`,
      hosts: ['10.0.0.1:6789', '[fd00::1]'],
    })
    expect(disk).not.toHaveProperty('volumeId')
    expect(JSON.stringify(disk)).not.toMatch(/hunter2|cinder/)
  })

  test.each([
    [
      'in RBD',
      `<disk type='network'><source protocol='rbd' name='volumes/volume-${volume}'/></disk>`,
    ],
    [
      'by iSCSI',
      `<disk type='network'><source protocol='iscsi' name='iqn.2010-10.org.openstack:volume-${volume}/1'/></disk>`,
    ],
    [
      'attached on the node',
      `<disk type='block'><source dev='/dev/disk/by-id/dm-uuid-mpath-36'/><serial>${volume}</serial></disk>`,
    ],
    ['on NFS', `<disk type='file'><source file='/var/lib/nova/mnt/ab/volume-${volume}'/></disk>`],
  ])('a Cinder volume %s', (_, xml) => {
    expect(diskOf(xml)?.volumeId).toBe(volume)
  })

  test.each([
    [
      'a file',
      `<disk type='file'><source file='rbd:vms/x:id=nova:key=hunter2:mon_host=h'/></disk>`,
    ],
    ['a device', `<disk type='block'><source dev='rbd:vms/x:id=nova:key=hunter2'/></disk>`],
  ])("qemu's own name as %s keeps its place and not its key", (_, xml) => {
    expect(diskOf(xml)?.source).toEqual({
      kind: 'network',
      protocol: 'rbd',
      name: 'vms/x',
      pool: 'vms',
      image: 'x',
      hosts: [],
    })
  })

  test.each([
    [
      `<disk type='network'><source protocol='https' name='a/b?sig=hunter2' query='hunter2'/></disk>`,
    ],
    [`<disk type='network'><source protocol='ftp' name='user:hunter2@h/x'/></disk>`],
    [`<disk type='file'><source file='json:{"password":"hunter2"}'/></disk>`],
    [
      `<disk type='block'><source dev='/dev/x'><encryption format='luks'><secret type='passphrase' uuid='hunter2'/></encryption></source></disk>`,
    ],
    [`<disk type='network'><source protocol='nbd' name='exp;pw=hunter2'/></disk>`],
    [`<disk type='network'><source protocol='rbd' name='vms/x;key=hunter2'/></disk>`],
    [
      `<disk type='network'><source protocol='https' name='a'><host name='bob:hunter2@store' port='443'/></source></disk>`,
    ],
    [`<console type='unix'><source path='/run/x?password=hunter2'/></console>`],
    [`<graphics type='vnc' listen='u:hunter2@h' port='hunter2'/>`],
  ])('no secret of %s is kept', (xml) => {
    expect(JSON.stringify(domainOf(xml))).not.toContain('hunter2')
  })

  test('a name that goes on as something else is kept up to there, and a host that is none left out', () => {
    const xml = `<disk type='network'><source protocol='nbd' name='exp;pw=x'><host name='u:p@h' port='1'/><host name='fd00::1' port='2'/></source></disk>`
    expect(diskOf(xml)?.source).toEqual({
      kind: 'network',
      protocol: 'nbd',
      name: 'exp…',
      hosts: ['…:1', 'fd00::1:2'],
    })
  })

  test('an empty drive', () => {
    expect(diskOf(`<disk type='file' device='cdrom'/>`)?.source).toEqual({ kind: 'none' })
  })

  test('the images below it, as libvirt repeats them of a running domain', () => {
    const xml = `<disk type='file'><source file='/x/disk'/><backingStore type='file'>
      <source file='/x/_base/a'/><backingStore type='file'><source file='/x/_base/b'/><backingStore/>
      </backingStore></backingStore></disk>`
    expect(diskOf(xml)?.backing).toEqual(['/x/_base/a', '/x/_base/b'])
  })

  test('more disks than any domain has are refused', () => {
    expect(() => domainOf('<disk/>'.repeat(513))).toThrow('at most 512 disks')
  })
})

describe('the rest of a domain', () => {
  const metadata = `<metadata><n:instance xmlns:n='http://openstack.org/xmlns/libvirt/nova/1.1'>
    <n:creationTime>2026-08-01 23:59:59</n:creationTime>
    <n:flavor name='m1.xl' id='42'><n:memory>16384</n:memory><n:disk>80</n:disk><n:swap>512</n:swap>
      <n:ephemeral>20</n:ephemeral><n:vcpus>8</n:vcpus>
      <n:extraSpecs><n:extraSpec name='hw:cpu_policy'>dedicated</n:extraSpec>
        <n:extraSpec name='hw:secret'>hunter2</n:extraSpec></n:extraSpecs></n:flavor>
    <n:root type='image' uuid=''/>
    <n:ports><n:port uuid='22e7133a-ef00-4000-8000-000000000001'>
      <n:ip type='fixed' address='10.0.0.5' ipVersion='4'/><n:ip type='fixed' address='fd00::5' ipVersion='6'/>
    </n:port></n:ports></n:instance></metadata>`

  test('is its flavor with the names of extra specs, and no image when it was booted from a volume', () => {
    const facts = domainOf('', metadata)
    expect(facts.flavor).toEqual({
      name: 'm1.xl',
      id: '42',
      memoryMib: 16_384,
      rootGib: 80,
      swapMib: 512,
      ephemeralGib: 20,
      vcpus: 8,
      extraSpecs: ['hw:cpu_policy', 'hw:secret'],
    })
    expect(facts.createdMs).toBe(Date.UTC(2026, 7, 1, 23, 59, 59))
    expect(facts).not.toHaveProperty('imageId')
    expect(JSON.stringify(facts)).not.toContain('hunter2')
  })

  test('is its network cards, each with the port that its device is named by', () => {
    const nics = `<interface type='ethernet'><mac address='fa:16:3e:00:00:01'/><target dev='tap22e7133a-ef'/></interface>
      <interface type='hostdev'><mac address='fa:16:3e:00:00:02'/></interface><interface type='none'/>`
    expect(domainOf(nics, metadata).nics).toEqual([
      {
        mac: 'fa:16:3e:00:00:01',
        type: 'ethernet',
        target: 'tap22e7133a-ef',
        portId: '22e7133a-ef00-4000-8000-000000000001',
        addresses: ['10.0.0.5', 'fd00::5'],
      },
      { mac: 'fa:16:3e:00:00:02', type: 'hostdev' },
    ])
  })

  test('is its screens without their passwords, and its consoles', () => {
    const facts = domainOf(`<graphics type='vnc' port='5901' passwd='hunter2' passwdValidTo='x'>
        <listen type='address' address='0.0.0.0'/></graphics>
      <serial type='pty'><log file='/x/console.log' append='off'/></serial>
      <console type='pty'><log file='/x/console.log' append='off'/></console>`)
    expect(facts.graphics).toEqual([{ type: 'vnc', listen: '0.0.0.0', port: '5901' }])
    expect(facts.consoles).toEqual([{ type: 'pty', path: '/x/console.log' }])
    expect(JSON.stringify(facts)).not.toContain('hunter2')
  })

  test.each([
    [`<memory unit='KiB'>1024</memory>`, 1024 ** 2],
    [`<memory>1024</memory>`, 1024 ** 2],
    [`<memory unit='G'>2</memory>`, 2 * 1024 ** 3],
    [`<memory unit='b'>4096</memory>`, 4096],
    [`<memory unit='parsec'>1</memory>`, undefined],
    [`<memory>999999999999999</memory>`, undefined],
    [`<memory>-1</memory>`, undefined],
  ])('%s is %s bytes', (xml, bytes) => {
    expect(domainOf('', xml).memory).toBe(bytes)
  })
})
