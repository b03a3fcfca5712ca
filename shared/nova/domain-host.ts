import { mayBePath, plainName, plainPath } from '../secrets/plain-value.ts'

import { hostKeeps } from './host-keeps.ts'
import { attribute, child, children, childText, type XmlElement } from './xml.ts'

/** A TPM that swtpm makes for the guest; the disk of a guest may be sealed to it. */
export interface DomainTpm {
  readonly version?: '1.2' | '2.0'
  /** Where its state is, when the XML says so: a folder or a file; absolute path. */
  readonly source?: string
  /** The state opens with a secret only, which libvirt keeps elsewhere. */
  readonly isEncrypted?: true
}

/** A device of the host that the guest is given, or what else it does not start without there. */
export interface HostDevice {
  /** `pci`, `mdev`, `usb`, `tpm` and so on; `filesystem`, `nvdimm` and `secret` of libvirt's XML. */
  readonly type: string
  /** An address on the bus, the UUID of a mediated device or of libvirt's secret, a path. */
  readonly name?: string
}

/** What a domain has on its host that is no disk. */
export interface DomainHost {
  /** Where its firmware keeps its variables: what boots, and Secure Boot's keys. Absolute path. */
  readonly nvram?: string
  readonly tpm?: DomainTpm
  readonly hostDevices?: readonly HostDevice[]
}

/** A guest has a few; with more nothing is decided by the rest. */
const MAX_DEVICES = 64

/** `devices` are the domain's with the addresses that are passed over elsewhere. */
export function domainHost(domain: XmlElement, devices: () => XmlElement | undefined): DomainHost {
  const nvram = nvramOf(domain)
  const backends = children(child(domain, 'devices'), 'tpm').map((one) => child(one, 'backend'))
  const emulated = backends.find((backend) => attribute(backend, 'type') === 'emulator')
  const given = hasHostDevices(child(domain, 'devices')) ? hostDevices(devices()) : []
  const hostDevicesAll = [...given, ...backends.flatMap(hostTpm), ...hostKeeps(domain)]
  return {
    ...(nvram !== undefined && { nvram }),
    ...(emulated && { tpm: tpmOf(emulated) }),
    ...(hostDevicesAll.length > 0 && { hostDevices: hostDevicesAll }),
  }
}

/** libvirt names the file by the domain where the XML has only a template of it (qemu_firmware.c). */
function nvramOf(domain: XmlElement): string | undefined {
  const nvram = child(child(domain, 'os'), 'nvram')
  if (nvram === undefined) return undefined
  const type = attribute(nvram, 'type') ?? 'file'
  const named = attribute(child(nvram, 'source'), 'file') ?? childText(child(domain, 'os'), 'nvram')
  if (named?.startsWith('/') === true) return mayBePath(named) ? named : undefined
  const name = childText(domain, 'name')
  if (type !== 'file' || name === undefined || name.includes('/')) return undefined
  const suffix = attribute(nvram, 'format') === 'qcow2' ? 'qcow2' : 'fd'
  return `/var/lib/libvirt/qemu/nvram/${name}_VARS.${suffix}`
}

function tpmOf(backend: XmlElement): DomainTpm {
  const version = attribute(backend, 'version')
  const source = attribute(child(backend, 'source'), 'path')
  return {
    ...((version === '1.2' || version === '2.0') && { version }),
    ...(source?.startsWith('/') && mayBePath(source) && { source }),
    ...(child(backend, 'encryption') && { isEncrypted: true as const }),
  }
}

/** The host's own TPM. */
function hostTpm(backend: XmlElement | undefined): readonly HostDevice[] {
  if (attribute(backend, 'type') !== 'passthrough') return []
  const path = attribute(child(backend, 'device'), 'path')
  return [{ type: 'tpm', ...(path !== undefined && { name: plainPath(path) }) }]
}

function hasHostDevices(devices: XmlElement | undefined): boolean {
  return devices?.children.some(isHostDevice) === true
}

/** Also a card's function that is a network card of the guest (SR-IOV). */
function isHostDevice(element: XmlElement): boolean {
  if (element.tag === 'hostdev') return true
  return element.tag === 'interface' && attribute(element, 'type') === 'hostdev'
}

function hostDevices(devices: XmlElement | undefined): readonly HostDevice[] {
  const given = devices?.children.filter(isHostDevice) ?? []
  return given.slice(0, MAX_DEVICES).map((element) => {
    const source = child(element, 'source')
    const address = child(source, 'address')
    const type = attribute(element, 'type') ?? 'unknown'
    const own = type === 'hostdev' ? (attribute(address, 'type') ?? 'pci') : type
    const name = deviceName(own, source, address)
    return { type: plainName(own), ...(name !== undefined && { name }) }
  })
}

function deviceName(
  type: string,
  source: XmlElement | undefined,
  address: XmlElement | undefined,
): string | undefined {
  switch (type) {
    case 'pci':
      return pciAddress(address)
    case 'mdev':
      return known(/^[\da-f-]{36}$/i, [inAddress(address, 'uuid')])
    case 'usb': {
      const ids = ['vendor', 'product'].map((one) => attribute(child(source, one), 'id') ?? '')
      return known(
        /^[\da-f]{4}:[\da-f]{4}$/i,
        ids.map((id) => id.replace(/^0x/, '')),
      )
    }
    default:
      return undefined
  }
}

/** Of a card of the host, as `lspci -D` has it. */
export function pciAddress(address: XmlElement | undefined): string | undefined {
  const of = (name: string): string => inAddress(address, name)
  return known(/^[\da-f]{1,8}:[\da-f]{2}:[\da-f]{2}\.[0-7]$/i, [
    `${of('domain') || '0000'}:${of('bus').padStart(2, '0')}`,
    `${of('slot').padStart(2, '0')}.${of('function') || '0'}`,
  ])
}

function inAddress(address: XmlElement | undefined, name: string): string {
  return (attribute(address, name) ?? '').replace(/^0x/, '')
}

/** Only what looks as such a name does. */
function known(pattern: RegExp, parts: readonly string[]): string | undefined {
  const name = parts.join(':')
  return pattern.test(name) ? name : undefined
}
