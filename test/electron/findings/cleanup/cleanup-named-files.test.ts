import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { isRemovable } from '../../../../shared/analysis/cleanup/step.ts'
import { overlayOn } from '../../../helpers/programs/qemu-img.ts'
import { scanWhole } from '../../../helpers/scan/whole-scan.ts'
import { FOLDER, type SmallNode, UUID } from '../../../helpers/trees/small-node.ts'
import { OWN_RUNNING, OWN_XML } from '../domain-on.ts'
import { IDLE, littered } from './littered-node.ts'

const OWN = '99999999-1111-4222-8333-444444444444'
/** Where nothing is; a domain that runs on it needs nothing that a scan sees. */
const ELSEWHERE = '<driver name="qemu" type="raw"/><source file="/srv/other.img"/>'

interface Named {
  readonly os?: string
  /** Beside its devices. */
  readonly beside?: string
  readonly devices?: string
  /** Beside the domain, inside of what libvirt writes of one that runs. */
  readonly status?: string
}

function xmlOf({ os = '', beside = '', devices = '' }: Named, uuid = OWN): string {
  return `<domain type="kvm"><name>own</name><uuid>${uuid}</uuid><os><type>hvm</type>${os}</os>
    ${beside}<devices>${devices}</devices></domain>`
}

/** What the plan says of the idle base, and of what nothing tells whether it is used. */
function idleStep(node: SmallNode) {
  return cleanupSteps(scanWhole(node.root)).find(({ path }) => path === IDLE)
}

const disk = (inner: string): Named => ({
  devices: `<disk type="file" device="disk">${ELSEWHERE}${inner}</disk>`,
})

describe('the plan has no command for a file that the XML of a domain names', () => {
  test.each<readonly [string, Named]>([
    ['its kernel', { os: `<kernel>/${IDLE}</kernel>` }],
    ['its firmware', { os: `<loader readonly="yes" type="pflash">/${IDLE}</loader>` }],
    ['the variables of its firmware', { os: `<nvram>/${IDLE}</nvram>` }],
    ['those variables as a source', { os: `<nvram type="file"><source file="/${IDLE}"/></nvram>` }],
    ['what they are made from', { os: `<nvram template="/${IDLE}">/srv/vars.fd</nvram>` }],
    ['a device tree', { os: `<dtb>/${IDLE}</dtb>` }],
    ['a table', { os: `<acpi><table type="slic">/${IDLE}</table></acpi>` }],
    [
      'the copy of a disk that is being made',
      disk(`<mirror type="file" job="copy"><source file="/${IDLE}"/></mirror>`),
    ],
    ['the same as old releases write it', disk(`<mirror file="/${IDLE}" format="raw"/>`)],
    [
      'what is below that copy',
      disk(`<mirror type="file" job="copy"><format type="qcow2"/><source file="/srv/new.img"/>
        <backingStore type="file"><source file="/${IDLE}"/><backingStore/></backingStore></mirror>`),
    ],
    [
      'the file of a disk’s data',
      {
        devices: `<disk type="file"><driver type="qcow2"/><source file="/srv/other.img">
        <dataStore type="file"><format type="raw"/><source file="/${IDLE}"/></dataStore></source>
        <backingStore/></disk>`,
      },
    ],
    [
      'memory that keeps its content',
      { devices: `<memory model="nvdimm"><source><path>/${IDLE}</path></source></memory>` },
    ],
    [
      'a file system',
      { devices: `<filesystem type="file"><source file="/${IDLE}"/></filesystem>` },
    ],
    [
      'a file system as a device',
      { devices: `<filesystem type="block"><source dev="/${IDLE}"/></filesystem>` },
    ],
    ['a disk as a device', { devices: `<disk type="block"><source dev="/${IDLE}"/></disk>` }],
    ['a serial port', { devices: `<serial type="pipe"><source path="/${IDLE}"/></serial>` }],
    [
      'what a TPM keeps',
      {
        devices: `<tpm model="tpm-tis"><backend type="emulator"><source type="file"
        path="/${IDLE}"/></backend></tpm>`,
      },
    ],
    [
      'a disk by a name that counts from the folder that QEMU runs in',
      { devices: `<disk type="file"><driver type="raw"/><source file="${IDLE}"/></disk>` },
    ],
    ['sound', { devices: `<audio id="1" type="file" path="/${IDLE}"/>` }],
    [
      'an entry for its firmware',
      { beside: `<sysinfo type="fwcfg"><entry name="opt/x" file="/${IDLE}"/></sysinfo>` },
    ],
    [
      'an argument of qemu',
      { beside: `<qemu:commandline><qemu:arg value="file=/${IDLE},if=none"/></qemu:commandline>` },
    ],
  ])('as %s', (_, named) => {
    const node = littered()
    node.write(OWN_XML, xmlOf(disk('')))
    expect(idleStep(node)?.users).toEqual([])
    node.write(OWN_XML, xmlOf(named))
    // As a base in use there is no step at all.
    expect(idleStep(node)?.users ?? [OWN_XML]).toEqual([OWN_XML])
  })

  test('however many others it names before', () => {
    const node = littered()
    const below = `<backingStore type="file"><source file="/srv/other.img"/><backingStore/></backingStore>`
    const many = Array.from({ length: 300 }, (_, at) => {
      const source = `<source file="/srv/${at}.img"/>`
      return `<disk type="file">${source}${below.replace('other', `below-${at}`)}</disk>`
    })
    const { devices = '' } = disk(
      `<mirror type="file" job="copy"><source file="/${IDLE}"/></mirror>`,
    )
    node.write(OWN_XML, xmlOf({ devices: many.join('') + devices }))
    expect(idleStep(node)?.users ?? [OWN_XML]).toEqual([OWN_XML])
  })

  test('as an image that a file stands on which only an argument names', () => {
    const node = littered()
    node.run('mkdir', '-p', 'srv')
    overlayOn(node.root, `/${IDLE}`, 'srv/x')
    node.write(OWN_XML, xmlOf({ beside: '<qemu:arg value="file=/srv/x,if=none"/>' }))
    expect(idleStep(node)?.users ?? [OWN_XML]).toEqual([OWN_XML])
  })

  test('as the file of a job on its disks', () => {
    const node = littered()
    const jobs = `<blockjobs active="yes"><blockjob type="copy"><chains>
      <disk type="file"><source file="/${IDLE}"/></disk></chains></blockjob></blockjobs>`
    node.write(OWN_RUNNING, `<domstatus state="running">${jobs}${xmlOf(disk(''))}</domstatus>`)
    expect(idleStep(node)?.users ?? [OWN_RUNNING]).toEqual([OWN_RUNNING])
  })

  test('where an old release of Nova wrote that XML into the folder of the instance', () => {
    const node = littered()
    const xml = `${FOLDER}/libvirt.xml`
    node.write(xml, xmlOf({ os: `<kernel>/${IDLE}</kernel>` }, UUID))
    expect(idleStep(node)?.users ?? [xml]).toEqual([xml])
  })
})

test('a volume of a pool that nobody tells of may be any file of its name, and any folder that pool', () => {
  const node = littered()
  node.write(OWN_XML, xmlOf({}))
  expect(idleStep(node)).toBeDefined()
  const withVolume = (name: string, format = 'raw') => {
    const volume = `<driver type="${format}"/><source pool="base" volume="${name}"/>`
    node.write(OWN_XML, xmlOf({ devices: `<disk type="volume">${volume}</disk>` }))
    return cleanupSteps(node.scan()).filter(isRemovable)
  }
  expect(withVolume('x').map(({ path }) => path)).toContain(IDLE)
  expect(withVolume('x').some(({ isFolder }) => isFolder)).toBe(false)
  expect(withVolume(basename(IDLE)).map(({ path }) => path)).not.toContain(IDLE)
  // What is no raw data may stand on any.
  expect(withVolume('x', 'qcow2')).toEqual([])
})

test('what comes over the network as qcow2 may stand on any file, unless it has the name of a volume of Cinder’s or is whole', () => {
  const node = littered()
  const id = OWN.replace(/4$/, '5')
  const own = (format: string, more = '', name = 'x') => {
    const source = `<source protocol="nbd" name="${name}"><host name="server"/></source>`
    const driver = `<driver type="${format}"/>`
    node.write(OWN_XML, xmlOf({ devices: `<disk type="network">${driver}${source}${more}</disk>` }))
    return idleStep(node)
  }
  expect(own('raw')?.users).toEqual([])
  expect(own('qcow2')).toBeUndefined()
  expect(own('qcow2', '<backingStore/>')?.users).toEqual([])
  expect(own('qcow2', '', `pool/volume-${id}`)?.users).toEqual([])
  // Anybody gives a disk of a domain of their own whatever serial number they like.
  expect(own('qcow2', `<serial>${id}</serial>`)).toBeUndefined()
})

test('programs, sockets and devices of the host leave nothing open', () => {
  const node = littered()
  const emulator = '<emulator>/usr/bin/qemu-system-x86_64</emulator>'
  const rng = '<rng model="virtio"><backend model="random">/dev/urandom</backend></rng>'
  node.write(OWN_XML, xmlOf({ os: '<loader>/usr/share/fw.fd</loader>', devices: emulator + rng }))
  expect(idleStep(node)?.users).toEqual([])
})

test('an XML in the folder of an instance leaves bases open only where libvirt does not say what the domain has', () => {
  const node = littered()
  const out = '<driver type="qcow2"/><source file="/srv/out.img"/>'
  const xml = xmlOf({ devices: `<disk type="file">${out}</disk>` }, UUID)
  node.write(`${FOLDER}/libvirt.xml`, xml)
  node.run('mkdir', 'srv')
  node.run('ln', '-s', '../../../../../../../../../../nowhere', 'srv/out.img')
  const openBases = () => {
    const { bases } = scanWhole(node.root).view
    return bases.filter(({ cache }) => cache?.why === 'unseen').length
  }
  expect(openBases()).toBe(0)
  node.run('rm', '-r', 'etc/libvirt/qemu')
  expect(openBases()).toBeGreaterThan(0)
})
