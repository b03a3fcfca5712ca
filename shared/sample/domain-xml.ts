import type { Flavor } from './catalog.ts'
import { recorded } from './paths.ts'
import { formatTime } from './texts.ts'

export interface DomainDisk {
  readonly path: string
  /** Driver type as libvirt records it: `qcow2` or `raw`. */
  readonly format: string
  readonly device: 'disk' | 'cdrom'
}

export interface Domain {
  /** Nova's database id: libvirt's name is made of it. */
  readonly id: number
  readonly uuid: string
  readonly name: string
  readonly flavor: Flavor
  readonly imageId: string
  readonly projectId: string
  readonly projectName: string
  readonly userId: string
  readonly createdMs: number
  readonly disks: readonly DomainDisk[]
  /** Id of a Cinder volume beside them, in Ceph. */
  readonly volumeId?: string
}

/** libvirt's name of an instance, `instance-0000002a`. */
export function domainName(id: number): string {
  return `instance-${id.toString(16).padStart(8, '0')}`
}

/**
 * The persistent definition as libvirt keeps it, with Nova's metadata 1.1
 * (nova/virt/libvirt/config.py, `LibvirtConfigGuestMetaNovaInstance`).
 */
export function domainXml(domain: Domain): string {
  return [
    '<!--',
    'WARNING: THIS IS AN AUTO-GENERATED FILE. CHANGES TO IT ARE LIKELY TO BE',
    'OVERWRITTEN AND LOST.',
    '-->',
    '',
    "<domain type='kvm'>",
    `  <name>${domainName(domain.id)}</name>`,
    `  <uuid>${domain.uuid}</uuid>`,
    '  <metadata>',
    ...novaMetadata(domain).map((line) => `    ${line}`),
    '  </metadata>',
    `  <memory unit='KiB'>${domain.flavor.memoryMib * 1024}</memory>`,
    `  <vcpu placement='static'>${domain.flavor.vcpus}</vcpu>`,
    '  <os>',
    "    <type arch='x86_64' machine='pc-i440fx-7.2'>hvm</type>",
    "    <boot dev='hd'/>",
    '  </os>',
    '  <devices>',
    '    <emulator>/usr/bin/qemu-system-x86_64</emulator>',
    ...domain.disks.flatMap(diskXml).map((line) => `    ${line}`),
    ...otherDevices(domain).map((line) => `    ${line}`),
    '  </devices>',
    '</domain>',
    '',
  ].join('\n')
}

function novaMetadata(domain: Domain): readonly string[] {
  const { flavor } = domain
  return [
    '<nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1">',
    '  <nova:package version="29.2.0"/>',
    `  <nova:name>${domain.name}</nova:name>`,
    `  <nova:creationTime>${formatTime(domain.createdMs)}</nova:creationTime>`,
    `  <nova:flavor name="${flavor.name}">`,
    `    <nova:memory>${flavor.memoryMib}</nova:memory>`,
    `    <nova:disk>${flavor.diskGib}</nova:disk>`,
    `    <nova:swap>${flavor.swap ? 512 : 0}</nova:swap>`,
    `    <nova:ephemeral>${flavor.ephemeral ? 20 : 0}</nova:ephemeral>`,
    `    <nova:vcpus>${flavor.vcpus}</nova:vcpus>`,
    '  </nova:flavor>',
    '  <nova:owner>',
    `    <nova:user uuid="${domain.userId}">operator</nova:user>`,
    `    <nova:project uuid="${domain.projectId}">${domain.projectName}</nova:project>`,
    '  </nova:owner>',
    `  <nova:root type="image" uuid="${domain.imageId}"/>`,
    '  <nova:ports>',
    `    <nova:port uuid="${portId(domain)}">`,
    `      <nova:ip type="fixed" address="10.20.0.${domain.id}" ipVersion="4"/>`,
    '    </nova:port>',
    '  </nova:ports>',
    '</nova:instance>',
  ]
}

function diskXml(disk: DomainDisk, index: number): readonly string[] {
  const letter = String.fromCharCode('a'.charCodeAt(0) + index)
  return [
    `<disk type='file' device='${disk.device}'>`,
    `  <driver name='qemu' type='${disk.format}' cache='none'/>`,
    `  <source file='${recorded(disk.path)}'/>`,
    disk.device === 'cdrom'
      ? `  <target dev='hd${letter}' bus='ide'/>`
      : `  <target dev='vd${letter}' bus='virtio'/>`,
    '</disk>',
  ]
}

/** Told from the instance's own id, so that a node stays the same to the byte. */
function portId({ uuid }: Domain): string {
  return `${uuid.slice(0, 7).split('').reverse().join('')}0${uuid.slice(8)}`
}

function otherDevices(domain: Domain): readonly string[] {
  const mac = domain.uuid.replaceAll('-', '').slice(-6).match(/../g) ?? []
  const port = portId(domain).slice(0, 11)
  return [
    ...(domain.volumeId === undefined ? [] : volumeXml(domain.volumeId)),
    "<interface type='bridge'>",
    `  <mac address='fa:16:3e:${mac.join(':')}'/>`,
    `  <source bridge='qbr${port}'/>`,
    `  <target dev='tap${port}'/>`,
    "  <model type='virtio'/>",
    '</interface>',
    "<graphics type='vnc' port='-1' autoport='yes' listen='0.0.0.0'/>",
  ]
}

function volumeXml(id: string): readonly string[] {
  return [
    "<disk type='network' device='disk'>",
    "  <driver name='qemu' type='raw' cache='none'/>",
    `  <source protocol='rbd' name='volumes/volume-${id}'>`,
    "    <host name='10.20.1.11' port='6789'/>",
    '  </source>',
    "  <target dev='vdc' bus='virtio'/>",
    `  <serial>${id}</serial>`,
    '</disk>',
  ]
}
