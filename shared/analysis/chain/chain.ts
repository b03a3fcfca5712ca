import type { BackingReference, ImageSummary } from '../../formats/types.ts'
import { type Address, absolutePath } from '../places/address.ts'
import type { ChainHost, ChainMember, Lookup } from './chain-host.ts'
import type { Chain, ChainLayer, ChainState, ResolutionRule } from './chain-model.ts'
import { describedDisk } from './described-name.ts'
import { findBacking } from './find-member.ts'
import { isSpoiled } from './hides.ts'
import { mayBeHostOwn } from './host-own.ts'
import type { Below } from './known-chains.ts'
import { isAsItStands } from './recorded-format.ts'

/** Layers of one chain that are followed; a Nova disk has two, a long series of snapshots dozens. */
export const CHAIN_DEPTH_LIMIT = 64

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

/** The chain of an image that was looked up already: `first` is what stands at `start`. */
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
  if (host.misses === before && !isOfAsker(first, below, host)) {
    host.known?.(start).remember(first, below)
  }
  return below
}

/** Whether it is this image alone that what is below may be read for. */
function isOfAsker(first: BackingReference, { layers }: Below, { places }: ChainHost): boolean {
  const found = layers.map(({ path }) => path)
  return mayBeHostOwn(first.name, found, places)
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
    const layer = layerOf(next.member, at, host, recordedBy(backing, next.rule))
    layers.push(layer)
    backing = backingOf(layer)
    if (backing === undefined) return end(endState(layer, false))
  }
}

/** The recorded format comes before that of a description (block.c, `bdrv_open_backing_file`). */
function recordedBy(
  { name, format = describedDisk(name)?.format }: BackingReference,
  rule: ResolutionRule,
): NonNullable<ChainLayer['recorded']> {
  return { name, ...(format !== undefined && { format }), rule }
}

/** What qemu would open below a layer. */
function backingOf(layer: ChainLayer): BackingReference | undefined {
  if (isAsItStands(layer)) return undefined
  const backing = layer.image.backing
  return backing === undefined || backing.name === '' ? undefined : backing
}

function endState(last: ChainLayer, isAlone: boolean): ChainState {
  const fault = isAsItStands(last) ? undefined : headerFault(last.image)
  if (fault !== undefined) {
    const name = last.recorded?.name ?? last.displayPath
    const treeFault = { code: 'io', path: last.path, errno: '' } as const
    return { kind: 'unreadable', name, fault: treeFault, imageFault: fault }
  }
  return { kind: isAlone ? 'standalone' : 'complete' }
}

/**
 * The fault of a header that leaves open whether something is below. One that came after the sizes
 * and the backing name, e.g. a truncated table, does not; nor does a bit for a feature that nobody knows.
 */
function headerFault({ fault, virtualSize, backing }: ImageSummary): ImageSummary['fault'] {
  if (fault === undefined || fault.code === 'encrypted') return undefined
  if (virtualSize === undefined || fault.what.includes('backing')) return fault
  // What spoiled one field of a qcow2 may have spoiled those that would name a base.
  return backing === undefined && isSpoiled(fault) ? fault : undefined
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
    case 'refused':
      return { kind: 'refused', name, target: found.target }
    case 'fault':
      return { kind: 'unreadable', name, fault: found.fault }
  }
}

/** A file that is two formats at once is the one of them that is recorded. */
function asRecorded(image: ImageSummary, format: string | undefined): ImageSummary {
  return format !== undefined && image.other?.format === format ? image.other : image
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
    ...(member.via !== undefined && { via: member.via }),
    displayPath: absolutePath(host.places.rootPath, member.address),
    length: member.length,
    allocated: member.allocated,
    ...(member.allocatedFrom !== undefined && { allocatedFrom: member.allocatedFrom }),
    image: asRecorded(member.image, recorded?.format),
    ...(member.inode !== undefined && { inode: member.inode }),
    ...(recorded !== undefined && { recorded }),
  }
}
