import { plainHost, plainPath } from '../secrets/plain-value.ts'
import { attribute, child, children, type XmlElement } from './xml.ts'

/** A network card of a domain. */
export interface DomainNic {
  readonly mac: string
  /** `bridge`, `ethernet`, `vhostuser`, `hostdev` and so on. */
  readonly type: string
  /** The bridge or network it is plugged into. */
  readonly source?: string
  /** The device on the node, e.g. `tap22e7133a-ef`. */
  readonly target?: string
  readonly model?: string
  /** Neutron's port and its addresses, where Nova's metadata name them. */
  readonly portId?: string
  readonly addresses?: readonly string[]
}

/** A screen that can be looked at; of its password nothing is kept. */
export interface DomainGraphics {
  readonly type: string
  readonly listen?: string
  readonly port?: string
}

/** Where the guest's console goes: `file` and `pty` with the path of its log, `…` where it is none. */
export interface DomainConsole {
  readonly type: string
  readonly path?: string
}

/** A port of Nova's metadata. */
export interface DomainPort {
  readonly id: string
  readonly addresses: readonly string[]
}

const MAX_NICS = 256

/** Network cards, each with the port whose id its device's name begins with (`tap` and 11 digits). */
export function domainNics(
  devices: XmlElement | undefined,
  ports: readonly DomainPort[],
): readonly DomainNic[] {
  return children(devices, 'interface')
    .slice(0, MAX_NICS)
    .flatMap((element) => {
      const mac = attribute(child(element, 'mac'), 'address')
      return mac === undefined ? [] : [nic(element, mac, ports)]
    })
}

function nic(element: XmlElement, mac: string, ports: readonly DomainPort[]): DomainNic {
  const source = child(element, 'source')
  const target = attribute(child(element, 'target'), 'dev')
  const plugged = ['bridge', 'network', 'dev'].map((name) => attribute(source, name)).find(Boolean)
  const model = attribute(child(element, 'model'), 'type')
  const start = /^(?:tap|vhu|qvo)([0-9a-f]{8}-[0-9a-f]{2})$/.exec(target ?? '')?.[1]
  const port = start === undefined ? undefined : ports.find(({ id }) => id.startsWith(start))
  return {
    mac,
    type: attribute(element, 'type') ?? 'unknown',
    ...(plugged !== undefined && { source: plugged }),
    ...(target !== undefined && { target }),
    ...(model !== undefined && { model }),
    ...(port && { portId: port.id, addresses: port.addresses }),
  }
}

export function domainGraphics(devices: XmlElement | undefined): readonly DomainGraphics[] {
  return children(devices, 'graphics').map((element) => {
    const listen =
      attribute(element, 'listen') ?? attribute(child(element, 'listen'), 'address') ?? undefined
    const port = attribute(element, 'port')
    return {
      type: attribute(element, 'type') ?? 'unknown',
      ...(listen !== undefined && { listen: plainHost(listen) }),
      // -1 is a port that libvirt picks when the domain starts.
      ...(port !== undefined && /^\d+$/.test(port) && { port }),
    }
  })
}

/** Serial ports and consoles, each kind of place once: libvirt repeats the first as a console. */
export function domainConsoles(devices: XmlElement | undefined): readonly DomainConsole[] {
  const found = new Map<string, DomainConsole>()
  for (const element of [...children(devices, 'serial'), ...children(devices, 'console')]) {
    const type = attribute(element, 'type') ?? 'unknown'
    const path =
      attribute(child(element, 'log'), 'file') ?? attribute(child(element, 'source'), 'path')
    const key = `${type} ${path ?? ''}`
    if (!found.has(key))
      found.set(key, { type, ...(path?.startsWith('/') && { path: plainPath(path) }) })
  }
  return [...found.values()]
}
