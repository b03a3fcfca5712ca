import { GIB, MIB } from '../values/sizes.ts'
import { wholeNumber } from './domain-metadata.ts'
import { attribute, child, children, childText, ownText, type XmlElement } from './xml.ts'

/** What a domain is called, and the machine that its guest sees. */
export interface DomainHardware {
  /** libvirt's name, e.g. `instance-0000002a`. */
  readonly libvirtName?: string
  /** Bytes. */
  readonly memory?: number
  readonly vcpus?: number
}

export function domainHardware(domain: XmlElement): DomainHardware {
  const libvirtName = childText(domain, 'name')
  const memory = memoryBytes(domain)
  const vcpus = wholeNumber(childText(domain, 'vcpu'))
  return {
    ...(libvirtName !== undefined && { libvirtName }),
    ...(memory !== undefined && { memory }),
    ...(vcpus !== undefined && { vcpus }),
  }
}

/** libvirt's units; without one it is KiB. */
const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  bytes: 1,
  KB: 1000,
  k: 1024,
  KiB: 1024,
  MB: 1e6,
  M: MIB,
  MiB: MIB,
  GB: 1e9,
  G: GIB,
  GiB: GIB,
}

function memoryBytes(domain: XmlElement): number | undefined {
  const count = wholeNumber(childText(domain, 'memory'))
  const unit = attribute(child(domain, 'memory'), 'unit') ?? 'KiB'
  const factor = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined
  const bytes = count === undefined || factor === undefined ? undefined : count * factor
  return bytes !== undefined && Number.isSafeInteger(bytes) ? bytes : undefined
}

/** Before Nova had metadata (Juno) only the SMBIOS table that the guest sees named its version. */
export function smbiosVersion(domain: XmlElement): string | undefined {
  const entries = children(child(child(domain, 'sysinfo'), 'system'), 'entry')
  const value = (name: string): string | undefined => {
    return ownText(entries.find((entry) => attribute(entry, 'name') === name))
  }
  return value('product') === 'OpenStack Nova' ? value('version') : undefined
}
