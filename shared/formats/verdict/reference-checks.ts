import { ByteCursor } from '../../bytes/cursor.ts'
import { displayText } from '../../bytes/text.ts'
import { baseNameOf, parentPath } from '../../files/paths.ts'
import { DEFAULT_CACHE_NAME } from '../../nova/cache-name.ts'
import { quote, says } from '../../phrases/phrase.ts'
import type { ImageDetails } from '../details.ts'
import type { ImageFormat } from '../types.ts'
import { type Facts, isRawToQemu, NOT_APPLICABLE, PASS } from './facts.ts'
import { isHostOwn, isHostOwnToNova, type Reach, reachOf } from './reach.ts'
import type { CheckState, Evidence, Finding, ImageRole } from './types.ts'

/** Where each format says that there is a backing file. */
const BACKING_AT: Partial<Readonly<Record<ImageFormat, number>>> = { qcow2: 8, qcow: 8, qed: 56 }

function withoutReferences({ format }: Facts): boolean {
  return isRawToQemu(format) || format === 'luks' || format === 'vdi' || format === 'parallels'
}

/** The name of a VHD's parent, from the beginning of the dynamic header. */
const VPC_PARENT_NAME = 64

/** Where the parent locator of a VHDX is. */
function locatorOffset({ vhdx }: ImageDetails): number {
  const region = vhdx?.regions.find(({ name }) => name === 'metadata')
  const item = vhdx?.items.find(({ name }) => name === 'parent-locator')
  return (region?.offset ?? 0) + (item?.offset ?? 0)
}

function backingOffset({ format, vmdk, window, details }: Facts): number {
  if (format === 'vmdk') return vmdk?.textOffset ?? 0
  if (format === 'vhdx') return locatorOffset(details)
  if (format !== 'vpc') return BACKING_AT[format] ?? 0
  return Number(new ByteCursor(window.head, 'vpc').seek(16).u64Be()) + VPC_PARENT_NAME
}

export function backingEvidence(facts: Facts): Evidence {
  const name = facts.summary.backing?.name ?? ''
  return {
    offset: backingOffset(facts),
    expected: says('no name'),
    found: quote(displayText(name)),
    text: name,
  }
}

/**
 * An image in Glance or in the image cache stands alone: a backing file in one is some file of the
 * host that the guest then reads (CVE-2015-5163, CVE-2015-1851, CVE-2011-3147). An instance's disk
 * is put on its base by Nova.
 */
export function backingFile(facts: Facts): Finding {
  if (withoutReferences(facts)) return NOT_APPLICABLE
  const { backing } = facts.summary
  if (backing === undefined) return PASS
  const params = { name: backing.name, reason: facts.role }
  const evidence = backingEvidence(facts)
  return { state: BACKED_STATES[facts.role], params, evidence }
}

const BACKED_STATES: Readonly<Record<ImageRole, CheckState>> = {
  image: 'fail',
  base: 'fail',
  disk: 'pass',
  file: 'warning',
}

const ALONE: Readonly<Record<Reach, CheckState>> = {
  beside: 'pass',
  absolute: 'fail',
  escaping: 'fail',
  protocol: 'fail',
  json: 'fail',
}

const NAME_STATES: Readonly<Record<ImageRole, Readonly<Record<Reach, CheckState>>>> = {
  image: ALONE,
  base: ALONE,
  // Nova records absolute names of files of its image cache, and nothing else is expected of a disk.
  disk: { ...ALONE, absolute: 'pass', escaping: 'warning' },
  file: { ...ALONE, absolute: 'warning', escaping: 'warning' },
}

/** How a name is to be taken; the host's own files are no images, whatever stands on them. */
function nameReason(name: string, { role, context }: Facts): Reach | 'host' | 'elsewhere' {
  const isHost = role === 'disk' ? isHostOwnToNova(name) : isHostOwn(name)
  if (isHost) return 'host'
  const reach = reachOf(name)
  if (role !== 'disk' || reach !== 'absolute') return reach
  const { cacheName = DEFAULT_CACHE_NAME } = context
  return baseNameOf(parentPath(name)) === cacheName ? reach : 'elsewhere'
}

function nameState(reason: Reach | 'host' | 'elsewhere', role: ImageRole): CheckState {
  if (reason === 'host') return 'fail'
  return reason === 'elsewhere' ? 'warning' : NAME_STATES[role][reason]
}

/** Where the backing name leads; no name is followed to tell. */
export function backingName(facts: Facts): Finding {
  const name = facts.summary.backing?.name
  if (name === undefined) return NOT_APPLICABLE
  const reason = nameReason(name, facts)
  const state = nameState(reason, facts.role)
  const evidence = backingEvidence(facts)
  if (state === 'pass' && displayText(name) !== name) {
    // Programs that read what qemu-img prints line by line read something else.
    return { state: 'warning', params: { name, reason: 'unprintable' }, evidence }
  }
  return { state, params: { name, reason }, evidence }
}
