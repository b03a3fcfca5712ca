import type { NovaConfig } from '../../../nova/conf.ts'
import { imageBackendOf } from '../../../nova/image-backends.ts'
import { GIB } from '../../../values/sizes.ts'
import { isUnread, knownSpace } from '../../hosts/space-of-host.ts'
import type { NovaFacts } from './nova-facts.ts'
import type { NovaNumbers, NovaUnknown } from './nova-numbers.ts'
import type { NovaSum } from './nova-sum.ts'

type Available = Pick<
  NovaNumbers,
  'overCommitted' | 'free' | 'availableLeast' | 'availableLeastGib' | 'unknown' | 'bound'
>

export function available(facts: NovaFacts, sum: NovaSum): Available {
  const { space } = facts
  const free = knownSpace(space)?.available
  const unknown = whyUnknown(facts, sum)
  const ofHost = free === undefined ? {} : { free }
  if (unknown !== undefined) return { ...ofHost, unknown, ...boundOf(facts, sum, unknown) }
  const { overCommitted } = sum
  if (!facts.complete) {
    const incomplete = { unknown: 'incomplete', ...boundOf(facts, sum, 'incomplete') } as const
    return { overCommitted, ...ofHost, ...incomplete }
  }
  const whyNoSpace = space.kind === 'unknown' ? space.why : undefined
  if (whyNoSpace === 'no-host') return { overCommitted, unknown: whyNoSpace }
  if (hasOtherStorage(facts.config)) return { overCommitted, unknown: 'other-storage' }
  if (free === undefined) return { overCommitted, unknown: 'no-file-system' }
  const availableLeast = free - overCommitted
  // Folders that no domain has are in it, and Nova goes by domains: what it keeps is not known.
  if (!facts.domains.complete) return { overCommitted, free, availableLeast }
  // ComputeNode.disk_available_least is an integer field: int() of Python cuts towards zero.
  const availableLeastGib = Math.trunc(availableLeast / GIB) + 0
  return { overCommitted, free, availableLeast, availableLeastGib }
}

/** Why not even the sum over the disks is known. */
function whyUnknown({ domains, space }: NovaFacts, sum: NovaSum): NovaUnknown | undefined {
  if (space.kind === 'unknown' && space.why === 'unmounted') return 'unmounted'
  if (isUnread(space)) return 'unread'
  if (domains.shared && !domains.complete) return 'shared'
  // Whatever else there is: the pass fails at it.
  if (sum.refusedDisks > 0) return 'refused'
  if (sum.hasUncounted) return 'blocks'
  if (sum.hasUnknown) return 'incomplete'
  return sum.hasOutside ? 'outside' : undefined
}

/** Where the sum over the other disks tells something. */
const BOUNDED: ReadonlySet<NovaUnknown> = new Set(['blocks', 'incomplete', 'outside'])

/** What a disk that is not known adds is never less than nothing, but for some blocks beyond a raw file's end. */
function boundOf(
  { domains, space, config }: NovaFacts,
  { overCommitted, unsummed }: NovaSum,
  unknown: NovaUnknown,
): Pick<NovaNumbers, 'bound'> {
  const isBound = BOUNDED.has(unknown)
  // At least nothing says nothing.
  if (!isBound || !domains.complete || overCommitted <= 0) return {}
  const free = hasOtherStorage(config) ? undefined : knownSpace(space)?.available
  const least = free === undefined ? {} : { availableLeast: free - overCommitted }
  return { bound: { overCommitted, ...least, unsummed } }
}

export function hasOtherStorage(config: NovaConfig | undefined): boolean {
  if (config === undefined) return false
  const { name } = imageBackendOf(config.imagesType, config.useCowImages)
  return name === 'lvm' || name === 'rbd'
}
