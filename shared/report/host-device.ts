import type { HostDevice } from '../nova/domain-host.ts'

/** `PCI 0000:3b:00.0`, as its kind is written. */
export function hostDeviceText({ type, name }: HostDevice): string {
  const kind = UPPER.has(type) ? type.toUpperCase() : (NAMED.get(type) ?? type)
  return name === undefined ? kind : `${kind} ${name}`
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['secret', 'libvirt secret'],
  ['nvdimm', 'NVDIMM'],
])
const UPPER: ReadonlySet<string> = new Set(['pci', 'usb', 'scsi', 'tpm'])
