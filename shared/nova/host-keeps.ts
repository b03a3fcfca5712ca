import { plainPath } from '../secrets/plain-value.ts'
import type { HostDevice } from './domain-host.ts'
import { isUuid } from './names.ts'
import { attribute, child, children, childText, type XmlElement } from './xml.ts'

/** A guest has a few; with more nothing is decided by the rest. */
const MAX_NAMED = 64

/**
 * What the host keeps for a domain: folders that it shares (virtiofs, 9p), its persistent memory, and
 * libvirt's secrets by which its disks are opened, of which it has nothing but the UUID.
 */
export function hostKeeps(domain: XmlElement): readonly HostDevice[] {
  const devices = child(domain, 'devices')
  const uuid = childText(domain, 'uuid')?.trim() ?? ''
  // The root of a container lies in the folder of its instance.
  const shared = children(devices, 'filesystem')
    .map((one) => attribute(child(one, 'source'), 'dir'))
    .filter((path) => path !== undefined)
    .filter((path) => !path.includes(uuid))
  const memory = children(devices, 'memory').map((one) => childText(child(one, 'source'), 'path'))
  const secrets = WITH_SECRETS.flatMap((tag) => children(devices, tag)).flatMap(secretsIn)
  return [
    ...named('filesystem', shared.map(plainPath)),
    ...named('nvdimm', memory.filter((path) => path !== undefined).map(plainPath)),
    ...named('secret', secrets),
  ]
}

function named(type: string, names: readonly string[]): readonly HostDevice[] {
  return [...new Set(names)].slice(0, MAX_NAMED).map((name) => ({ type, name }))
}

/** With whose elements libvirt has keys. */
const WITH_SECRETS = ['disk', 'hostdev']

function secretsIn(element: XmlElement): readonly string[] {
  const uuid = element.tag === 'secret' ? attribute(element, 'uuid')?.toLowerCase() : undefined
  const own = uuid !== undefined && isUuid(uuid) ? [uuid] : []
  return [...own, ...element.children.flatMap(secretsIn)]
}
