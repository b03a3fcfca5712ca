import type { BackingReference, ImageSummary } from '../formats/types.ts'
import { isPlainName } from '../formats/vmdk/extent-name.ts'
import { type Address, absolutePath, besides } from './address.ts'
import { backingCandidates, type Candidate, classifyBackingName } from './backing-name.ts'
import type { ChainHost, ChainMember, Lookup } from './chain-host.ts'
import type { Chain, ChainLayer, ChainState, ResolutionRule } from './chain-model.ts'
import type { Below } from './known-chains.ts'

/** Layers of one chain that are followed; a Nova disk has two, a long series of snapshots dozens. */
export const CHAIN_DEPTH_LIMIT = 64

interface FoundBelow {
  readonly kind: 'member'
  readonly member: ChainMember
  /** Where it was looked for: a relative name counts from there, not from where a symlink leads. */
  readonly at: Address
  readonly rule: ResolutionRule
}

/**
 * The chain of images that `start` stands on. Nothing is opened here: `host` says what is there.
 * The depth of a disk is the number of layers; layers are never summed over disks.
 */
export function resolveChain(start: Address, host: ChainHost): Chain {
  return resolveChainFrom(start, host.lookup(start), host)
}

/** An image that is asked for by a name that may be a symlink: qemu follows it and goes by its name. */
export interface NamedImage {
  /** Where the name stands: relative names in the image count from there. */
  readonly named: Address
  /** After symlinks. */
  readonly path: Address
}

/** The chain of an image that stands where a granted symlink leads. */
export function resolveNamedChain({ named, path }: NamedImage, host: ChainHost): Chain {
  return resolveChainFrom(named, host.lookup(path), host)
}

/** The same for an image that was looked up already. */
export function resolveChainFrom(start: Address, first: Lookup, host: ChainHost): Chain {
  if (first.kind !== 'found') return { layers: [], state: notThere(start, first, host) }
  const top = layerOf(first, start, host)
  const backing = backingOf(top)
  if (backing === undefined) return { layers: [top], state: endState(top, true) }
  const known = host.known?.(start).below(backing)
  // An image that stands on itself is told by the walk.
  const below =
    known === undefined || known.keys.includes(first.key)
      ? walkDown(backing, start, first.key, host)
      : known
  return { layers: [top, ...below.layers], state: below.state }
}

function walkDown(first: BackingReference, start: Address, key: string, host: ChainHost): Below {
  const before = host.misses
  const below = followBacking(first, start, key, host)
  if (host.misses === before) host.known?.(start).remember(first, below)
  return below
}

/** Goes from name to name, until nothing is below or what is there cannot be followed. */
function followBacking(
  first: BackingReference,
  start: Address,
  key: string,
  host: ChainHost,
): Below {
  const layers: ChainLayer[] = []
  const seen = [key]
  const end = (state: ChainState): Below => ({ layers, keys: seen.slice(1), state })
  let backing: BackingReference | undefined = first
  let at = start
  for (;;) {
    const next = findBacking(backing, at, host)
    if (next.kind !== 'member') return end(next)
    if (seen.includes(next.member.key)) {
      return end({ kind: 'loop', name: backing.name, path: next.member.address })
    }
    if (seen.length >= CHAIN_DEPTH_LIMIT) return end({ kind: 'too-deep', limit: CHAIN_DEPTH_LIMIT })
    seen.push(next.member.key)
    at = next.at
    const layer = layerOf(next.member, at, host, { ...backing, rule: next.rule })
    layers.push(layer)
    backing = backingOf(layer)
    if (backing === undefined) return end(endState(layer, false))
  }
}

/** What qemu would open below a layer: a member that is declared raw has nothing below it. */
function backingOf(layer: ChainLayer): BackingReference | undefined {
  if (layer.recorded?.format === 'raw') return undefined
  const backing = layer.image.backing
  return backing === undefined || backing.name === '' ? undefined : backing
}

function endState(last: ChainLayer, isAlone: boolean): ChainState {
  const fault = last.recorded?.format === 'raw' ? undefined : headerFault(last.image)
  if (fault !== undefined) {
    const name = last.recorded?.name ?? last.displayPath
    const treeFault = { code: 'io', path: last.path, errno: '' } as const
    return { kind: 'unreadable', name, fault: treeFault, imageFault: fault }
  }
  return { kind: isAlone ? 'standalone' : 'complete' }
}

/**
 * The fault of a header that leaves open whether something is below. One that came after the sizes
 * and the backing name, e.g. a truncated table, does not.
 */
function headerFault({ fault, virtualSize }: ImageSummary): ImageSummary['fault'] {
  if (fault === undefined || fault.code === 'encrypted') return undefined
  return virtualSize === undefined || fault.what.includes('backing') ? fault : undefined
}

/** Looks for the image below `overlay` by every rule; the state of the chain when there is none. */
function findBacking(
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

/** The extent that the descriptor at `image` names: beside it, and nowhere else. */
export function findExtent(name: string, image: Address, host: ChainHost): ChainMember | undefined {
  if (!isPlainName(name)) return undefined
  const found = host.lookup(besides(host.places.rootPath, image, name))
  return found.kind === 'found' ? found : undefined
}

function findNamed(
  backing: BackingReference,
  overlay: Address,
  host: ChainHost,
  isAllowed: (candidate: Candidate) => boolean,
): FoundBelow | ChainState {
  const name = classifyBackingName(backing.name)
  if (name.kind === 'none') return { kind: 'standalone' }
  if (name.kind === 'protocol') {
    return { kind: 'protocol', name: backing.name, protocol: name.protocol }
  }
  const tried: string[] = []
  let inside = false
  let outside: string | undefined
  let pending = false
  const candidates = backingCandidates(backing.name, name, overlay, host.places)
  for (const { address, rule } of candidates.filter(isAllowed)) {
    const found = host.lookup(address)
    if (found.kind === 'found') return { kind: 'member', member: found, at: address, rule }
    if (found.kind === 'fault')
      return { kind: 'unreadable', name: backing.name, fault: found.fault }
    if (found.kind === 'pending') pending = true
    else if (found.kind === 'outside') outside ??= found.target
    else tried.push(absolutePath(host.places.rootPath, address))
    // That some base might have had this name does not make `/etc/passwd` a name inside the tree.
    inside ||= found.kind === 'absent' && rule !== 'base-directory'
  }
  // What is not there yet is not missing.
  if (pending) return { kind: 'pending', name: backing.name }
  if (inside) return { kind: 'missing', name: backing.name, tried }
  return { kind: 'outside', name: backing.name, target: outside ?? name.path }
}

function notThere(
  start: Address,
  found: Exclude<Lookup, ChainMember>,
  host: ChainHost,
): ChainState {
  const name = absolutePath(host.places.rootPath, start)
  switch (found.kind) {
    case 'absent':
      return { kind: 'missing', name, tried: [name] }
    case 'pending':
      return { kind: 'pending', name }
    case 'outside':
      return { kind: 'outside', name, target: found.target }
    case 'fault':
      return { kind: 'unreadable', name, fault: found.fault }
  }
}

function layerOf(
  member: ChainMember,
  at: Address,
  host: ChainHost,
  recorded?: NonNullable<ChainLayer['recorded']>,
): ChainLayer {
  return {
    path: member.address,
    ...(at !== member.address && { namedAt: at }),
    displayPath: absolutePath(host.places.rootPath, member.address),
    length: member.length,
    allocated: member.allocated,
    image: member.image,
    ...(recorded !== undefined && { recorded }),
  }
}
