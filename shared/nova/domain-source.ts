import { plainHost, plainName, plainPath } from '../secrets/plain-value.ts'
import { upToOtherText } from '../secrets/remote-without-secrets.ts'
import { pciAddress } from './domain-host.ts'
import { attribute, child, children, type XmlElement } from './xml.ts'

/** Where libvirt says that a disk lies. Hosts are named, accounts and secrets never. */
export type DomainDiskSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'block'; readonly path: string; readonly lvm?: LogicalVolume }
  | {
      readonly kind: 'network'
      readonly protocol: string
      /** The name on the server, for RBD `pool/image`. */
      readonly name?: string
      readonly pool?: string
      readonly image?: string
      readonly hosts: readonly string[]
    }
  /** Anything else that libvirt knows: a directory, a pool's volume, a card of the host, vhost-user. */
  | {
      readonly kind: 'other'
      readonly type: string
      readonly volume?: PoolVolume
      /** To be shown: `pool/volume`, the card's PCI address, the path of a socket. */
      readonly name?: string
    }
  /** An empty drive. */
  | { readonly kind: 'none' }

/** A volume of one of libvirt's storage pools, by their names. */
export interface PoolVolume {
  readonly pool: string
  readonly name: string
}

export interface LogicalVolume {
  readonly group: string
  readonly volume: string
}

/** Reads `<source>` of a disk of this type (libvirt: formatdomain, hard drives). */
export function diskSource(
  type: string | undefined,
  source: XmlElement | undefined,
): DomainDiskSource {
  const file = attribute(source, 'file')
  const device = attribute(source, 'dev')
  if (file !== undefined) return file.startsWith('/') ? { kind: 'file', path: file } : named(file)
  if (device !== undefined) return device.startsWith('/') ? block(device) : named(device)
  if (attribute(source, 'protocol') !== undefined) return network(source)
  if (source === undefined || type === 'file' || type === 'block') return { kind: 'none' }
  return { kind: 'other', type: type ?? 'unknown', ...volumeOf(source), ...nameIn(source) }
}

function nameIn(source: XmlElement): { readonly name?: string } {
  const [pool, volume] = [attribute(source, 'pool'), attribute(source, 'volume')]
  const path = attribute(source, 'path') ?? attribute(source, 'dir')
  const names = [pool, volume].flatMap((name) => (name === undefined ? [] : plainName(name)))
  const address = child(source, 'address')
  const card = address === undefined ? undefined : pciAddress(address)
  const shown = path === undefined ? card : plainPath(path)
  const name = names.length > 0 ? names.join('/') : shown
  return name === undefined ? {} : { name }
}

function volumeOf(source: XmlElement): { readonly volume?: PoolVolume } {
  const [pool, name] = [attribute(source, 'pool'), attribute(source, 'volume')]
  return pool === undefined || name === undefined ? {} : { volume: { pool, name } }
}

/** Names that a source bears, to find ids in. */
export function namesOf(source: DomainDiskSource): readonly string[] {
  switch (source.kind) {
    case 'file':
    case 'block':
      return [source.path]
    case 'network':
      return source.name === undefined ? [] : [source.name]
    case 'other':
    case 'none':
      return []
  }
}

/** Folders of /dev that hold links and nodes of other kinds, so that their names are no group's. */
const NO_GROUP: ReadonlySet<string> = new Set(['disk', 'mapper', 'block', 'char', 'shm', 'loop'])

function block(path: string): DomainDiskSource {
  const [, group = '', volume = ''] = /^\/dev\/([^/]+)\/([^/]+)$/.exec(path) ?? []
  const isVolume = group !== '' && !NO_GROUP.has(group)
  return { kind: 'block', path, ...(isVolume && { lvm: { group, volume } }) }
}

function network(source: XmlElement | undefined): DomainDiskSource {
  const protocol = attribute(source, 'protocol') ?? 'unknown'
  const hosts = children(source, 'host').flatMap((host) => hostOf(host))
  return { kind: 'network', protocol, ...names(protocol, attribute(source, 'name')), hosts }
}

/** Old releases gave qemu's own name instead of a source with its parts: `rbd:pool/image:id=…:key=…`. */
function named(text: string): DomainDiskSource {
  const [, protocol, rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/s.exec(text) ?? []
  if (protocol === 'rbd') return { kind: 'network', protocol, ...names(protocol, rest), hosts: [] }
  // QEMU is started in `/`, from which it counts.
  return protocol === undefined
    ? { kind: 'file', path: `/${text}` }
    : { kind: 'other', type: protocol }
}

type Names = Partial<Record<'name' | 'pool' | 'image', string>>

// After a colon, a question mark or an @ come options and accounts, keys among them; so may elsewhere.
function names(protocol: string, text: string | undefined): Names {
  if (text === undefined) return {}
  if (protocol !== 'rbd') {
    const name = text.replace(/[?#].*$/s, '')
    return name.includes('@') ? {} : { name: upToOtherText(name) }
  }
  const name = upToOtherText(text.replace(/[:@].*$/s, ''))
  const slash = name.indexOf('/')
  if (slash < 0) return { name }
  return { name, pool: name.slice(0, slash), image: name.slice(slash + 1) }
}

function hostOf(host: XmlElement): readonly string[] {
  const name = attribute(host, 'name')
  if (name === undefined) return []
  const port = attribute(host, 'port')
  const shown = plainHost(name)
  return [port === undefined || !/^\d+$/.test(port) ? shown : `${shown}:${port}`]
}
