import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type DomainFacts, parseDomain } from '../../shared/nova/domain.ts'

/** Nova's own classes write the XML, with values that are hard to write; ours has to read them back. */

const HARD = [
  'plain',
  'a & b < c > d',
  `'single' and "double"`,
  'снимок 中文 🐄',
  '  inner  space',
  ']]>',
]
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const volume = uuid(900)

/** Devices as Nova's drivers set them: nova/virt/libvirt/imagebackend.py, volume/. */
const DISKS = {
  file: {
    driver_name: 'qemu',
    driver_format: 'qcow2',
    driver_cache: 'none',
    source_path: '/var/lib/nova/instances/a/disk',
  },
  lvm: { source_type: 'block', driver_format: 'raw', source_path: '/dev/vg/a_disk' },
  rbd: {
    source_type: 'network',
    source_protocol: 'rbd',
    source_name: 'vms/a_disk',
    source_hosts: ['10.0.0.1', '10.0.0.2'],
    source_ports: ['6789', '6790'],
    auth_username: 'hunter2',
    auth_secret_type: 'ceph',
    auth_secret_uuid: 'hunter2',
    driver_format: 'raw',
  },
  volume: {
    source_type: 'network',
    source_protocol: 'rbd',
    source_name: `volumes/volume-${volume}`,
    serial: volume,
  },
  attached: { source_type: 'block', source_path: '/dev/sdq', serial: volume },
  nfs: { source_path: `/var/lib/nova/mnt/ab/volume-${volume}`, serial: volume },
  cdrom: { source_device: 'cdrom', source_path: '/x/disk.config', driver_format: 'raw' },
} as const

interface Spec {
  readonly guest: Readonly<Record<string, string | number>>
  readonly instance: Readonly<Record<string, string | number>>
  readonly flavor: Readonly<Record<string, string | number>>
  readonly owner: Readonly<Record<string, string>>
  readonly ports: readonly { readonly uuid: string; readonly ips: readonly string[] }[]
  readonly devices: readonly Readonly<Record<string, unknown>>[]
}

function spec(name: string, index: number): Spec {
  const port = uuid(index + 100)
  const disks = Object.values(DISKS).map((disk, at) => ({
    class: 'disk',
    target_dev: `vd${'abcdefgh'[at]}`,
    target_bus: 'virtio',
    ...disk,
  }))
  return {
    guest: {
      virt_type: 'kvm',
      uuid: uuid(index),
      name: `instance-${index.toString(16).padStart(8, '0')}`,
      memory: (index + 1) * 524_288,
      vcpus: index + 1,
      os_type: 'hvm',
    },
    instance: {
      package: '26.2.2',
      name,
      creationTime: 1_700_000_000 + index,
      roottype: 'image',
      rootid: uuid(index + 500),
    },
    flavor: { name, memory: 512, disk: 10, swap: index, ephemeral: 20, vcpus: index + 1 },
    owner: { userid: 'u1', username: name, projectid: 'p1', projectname: name },
    ports: [{ uuid: port, ips: ['10.0.0.5', '10.0.0.6'] }],
    devices: [
      ...disks,
      {
        class: 'interface',
        net_type: 'bridge',
        mac_addr: 'fa:16:3e:00:00:01',
        source_dev: 'qbr1',
        target_dev: `tap${port.slice(0, 11)}`,
        model: 'virtio',
      },
      { class: 'graphics', type: 'vnc', listen: '0.0.0.0' },
      { class: 'serial', type: 'file', source_path: '/x/console.log' },
    ],
  }
}

function byNova(specs: readonly Spec[]): readonly string[] {
  const script = join(import.meta.dirname, '../helpers/nova/nova-domain.py')
  const { status, stdout, stderr, error } = spawnSync('/usr/bin/python3', [script], {
    input: JSON.stringify(specs),
    encoding: 'utf8',
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`Nova (python3-nova, by npm run setup): ${stderr}`)
  return JSON.parse(stdout) as readonly string[]
}

describe("domain XML by Nova's own classes", () => {
  const specs = HARD.map(spec)
  let found: readonly DomainFacts[] = []
  beforeAll(() => {
    found = byNova(specs).map((xml) => parseDomain(xml, 'x.xml'))
  }, 120_000)

  test.each(HARD.map((name, index) => [name, index] as const))(
    'has every field read back, named %j',
    (name, index) => {
      const { disks, ...facts } = found[index] as DomainFacts
      expect(facts).toEqual({
        path: 'x.xml',
        uuid: uuid(index),
        libvirtName: `instance-0000000${index}`,
        memory: (index + 1) * 524_288 * 1024,
        vcpus: index + 1,
        displayName: name.trim(),
        novaVersion: '26.2.2',
        createdMs: (1_700_000_000 + index) * 1000,
        flavor: {
          name,
          memoryMib: 512,
          rootGib: 10,
          swapMib: index,
          ephemeralGib: 20,
          vcpus: index + 1,
        },
        userId: 'u1',
        userName: name.trim(),
        projectId: 'p1',
        projectName: name.trim(),
        imageId: uuid(index + 500),
        nics: [
          {
            mac: 'fa:16:3e:00:00:01',
            type: 'bridge',
            source: 'qbr1',
            target: `tap${uuid(index + 100).slice(0, 11)}`,
            model: 'virtio',
            portId: uuid(index + 100),
            addresses: ['10.0.0.5', '10.0.0.6'],
          },
        ],
        graphics: [{ type: 'vnc', listen: '0.0.0.0' }],
        consoles: [{ type: 'file', path: '/x/console.log' }],
        otherFiles: [DISKS.lvm.source_path, DISKS.attached.source_path, '/x/console.log'],
      })
      expect(disks).toHaveLength(Object.keys(DISKS).length)
    },
  )

  test('has every disk where it lies, and which ones are volumes', () => {
    const [first] = found
    const places = first?.disks.map(({ device, target, format, source, volumeId }) => ({
      device,
      target,
      format,
      source,
      volumeId,
    }))
    const rbd = { kind: 'network', protocol: 'rbd' }
    expect(places).toEqual([
      {
        device: 'disk',
        target: 'vda',
        format: 'qcow2',
        source: { kind: 'file', path: DISKS.file.source_path },
      },
      {
        device: 'disk',
        target: 'vdb',
        format: 'raw',
        source: {
          kind: 'block',
          path: '/dev/vg/a_disk',
          lvm: { group: 'vg', volume: 'a_disk' },
        },
      },
      {
        device: 'disk',
        target: 'vdc',
        format: 'raw',
        source: {
          ...rbd,
          name: 'vms/a_disk',
          pool: 'vms',
          image: 'a_disk',
          hosts: ['10.0.0.1:6789', '10.0.0.2:6790'],
        },
      },
      {
        device: 'disk',
        target: 'vdd',
        source: {
          ...rbd,
          name: `volumes/volume-${volume}`,
          pool: 'volumes',
          image: `volume-${volume}`,
          hosts: [],
        },
        volumeId: volume,
      },
      {
        device: 'disk',
        target: 'vde',
        source: { kind: 'block', path: '/dev/sdq' },
        volumeId: volume,
      },
      {
        device: 'disk',
        target: 'vdf',
        source: { kind: 'file', path: DISKS.nfs.source_path },
        volumeId: volume,
      },
      {
        device: 'cdrom',
        target: 'vdg',
        format: 'raw',
        source: { kind: 'file', path: '/x/disk.config' },
      },
    ])
    expect(JSON.stringify(found)).not.toContain('hunter2')
  })
})
