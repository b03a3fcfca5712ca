import type { BackingReference } from '../../formats/types.ts'
import { isPlainName } from '../../formats/vmdk/extent-name.ts'
import { type Address, absolutePath, besides } from '../places/address.ts'
import { backingCandidates, type Candidate } from './backing-candidates.ts'
import { classifyBackingName } from './backing-name.ts'
import { type ChainHost, type ChainMember, type FaultAt, FOLDER_ERRNO } from './chain-host.ts'
import type { ChainState, ResolutionRule } from './chain-model.ts'

interface FoundBelow {
  readonly kind: 'member'
  readonly member: ChainMember
  /** Where it was looked for: a relative name counts from there, not from where a symlink leads. */
  readonly at: Address
  readonly rule: ResolutionRule
}

/** Looks for the image below `overlay` by every rule; the state of the chain when there is none. */
export function findBacking(
  backing: BackingReference,
  overlay: Address,
  host: ChainHost,
): FoundBelow | ChainState {
  return findNamed(backing, overlay, host, () => true)
}

/**
 * Looks for the external data file of `image` by the rules of a backing file's name. (To qemu a
 * relative one counts from the folder in which it was started, which nobody knows of an image.) That
 * a file of the image cache has its name makes it no data of this image: it is not looked for there.
 */
export function findDataFile(
  name: string,
  image: Address,
  host: ChainHost,
): FoundBelow | ChainState {
  return findNamed({ name, format: 'raw' }, image, host, ({ rule }) => rule !== 'base-directory')
}

/** Looks for what the domain XML at `xml` names: libvirt wrote it and no guest, so that no name is refused. */
export function findDomainFile(
  name: string,
  xml: Address,
  { places, lookup }: ChainHost,
): FoundBelow | ChainState {
  return findDataFile(name, xml, { places, lookup: (address) => lookup(address) })
}

/** The extent that the descriptor at `image` names: beside it, or where somebody pointed at. */
export function findExtent(name: string, image: Address, host: ChainHost): ChainMember | undefined {
  if (!isPlainName(name)) return undefined
  const { rootPath, located } = host.places
  const pointedAt = located?.get(name)
  const rule = pointedAt === undefined ? 'relative' : 'located'
  const found = host.lookup(pointedAt ?? besides(rootPath, image, name), { name, image, rule })
  return found.kind === 'found' ? found : undefined
}

/**
 * What the scan has at a name of an extent that is not beside the descriptor at `image`: only that it
 * is in use is of interest. Nothing is looked for, and nobody is asked: it could be any file of the host.
 */
export function findExtentElsewhere(
  name: string,
  image: Address,
  host: ChainHost,
): FoundBelow | ChainState {
  const scanned = host.scanned ?? { places: host.places, lookup: () => ({ kind: 'absent' }) }
  return findDataFile(name, image, scanned)
}

function findNamed(
  backing: BackingReference,
  overlay: Address,
  host: ChainHost,
  isAllowed: (candidate: Candidate) => boolean,
): FoundBelow | ChainState {
  const name = classifyBackingName(backing.name)
  if (name.kind === 'none') return { kind: 'standalone' }
  const candidates = backingCandidates(backing.name, name, overlay, host.places)
  if (name.kind === 'protocol' && candidates.length === 0) {
    return { kind: 'protocol', name: backing.name, protocol: name.protocol }
  }
  const tried: string[] = []
  let inside = false
  let outside: string | undefined
  let pending = false
  for (const { address, rule } of candidates.filter(isAllowed)) {
    const found = host.lookup(address, { name: backing.name, image: overlay, rule })
    if (found.kind === 'found') return { kind: 'member', member: found, at: address, rule }
    if (found.kind === 'refused') return { ...found, name: backing.name }
    if (found.kind === 'fault') return faultState(backing.name, found, host)
    if (found.kind === 'pending') pending = true
    else if (found.kind === 'outside') outside ??= found.target
    else tried.push(absolutePath(host.places.rootPath, address))
    // That some base might have had this name does not make `/etc/passwd` a name inside the tree.
    inside ||= found.kind === 'absent' && rule !== 'base-directory'
  }
  // What is not there yet is not missing.
  if (pending) return { kind: 'pending', name: backing.name }
  if (inside) return { kind: 'missing', name: backing.name, tried }
  const target = outside ?? ('path' in name ? name.path : backing.name)
  return { kind: 'outside', name: backing.name, target }
}

/** Nothing can be read of a folder as an image: the file is not there. */
function faultState(name: string, { fault }: FaultAt, { places }: ChainHost): ChainState {
  const isFolder = fault.code === 'not-a-file' && fault.errno === FOLDER_ERRNO
  if (!isFolder) return { kind: 'unreadable', name, fault }
  return { kind: 'missing', name, tried: [absolutePath(places.rootPath, fault.path)], isFolder }
}
