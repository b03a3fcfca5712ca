import { ByteCursor } from '../../bytes/cursor.ts'
import { displayText } from '../../bytes/text.ts'
import { baseNameOf, parentPath } from '../../files/paths.ts'
import type { ImageDetails } from '../details.ts'
import { findExtension } from '../qcow2/extensions.ts'
import type { ImageFormat } from '../types.ts'
import { type Facts, isRawToQemu, NOT_APPLICABLE, PASS } from './facts.ts'
import { isHostOwn, isHostOwnToNova, type Reach, reachOf } from './reach.ts'
import type { CheckState, Evidence, Finding, ImageRole } from './types.ts'

/** Where each format says that there is a backing file. */
const BACKING_AT: Partial<Readonly<Record<ImageFormat, number>>> = { qcow2: 8, qcow: 8, qed: 56 }
const INCOMPATIBLE_FEATURES = 72
/** The image cache's folder, unless nova.conf names another (`image_cache_subdirectory_name`). */
const CACHE_NAME = '_base'

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

function backingEvidence(facts: Facts): Evidence {
  const name = facts.summary.backing?.name ?? ''
  return { offset: backingOffset(facts), expected: 'no name', found: displayText(name), text: name }
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
  const { cacheName = CACHE_NAME } = context
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

/**
 * Without a recorded format qemu guesses from the backing file's bytes, which may be a guest's
 * (CVE-2008-2004, CVE-2010-3851). Only qcow2 and QED leave it open.
 */
export function backingFormat(facts: Facts): Finding {
  const { backing } = facts.summary
  const open = facts.format === 'qcow2' || facts.format === 'qed' || facts.format === 'qcow'
  if (backing === undefined || !open) return NOT_APPLICABLE
  if (backing.format !== undefined) return { state: 'pass', params: { format: backing.format } }
  const evidence = { ...backingEvidence(facts), expected: 'a recorded format', found: 'none' }
  return { state: 'warning', params: { name: backing.name }, evidence }
}

/** An external data file is any file of the host under the guest's control (CVE-2024-32498). */
export function dataFile(facts: Facts): Finding {
  const { format, summary, details } = facts
  if (format !== 'qcow2') return NOT_APPLICABLE
  const recorded = findExtension(details.qcow2?.extensions ?? [], 'data-file')
  const name = summary.dataFile?.name ?? recorded?.name
  const text = name === undefined ? {} : { text: name }
  if (summary.dataFile === undefined) {
    // Without the bit qemu does not open it; but only who wants it opened records a name.
    if (recorded === undefined) return PASS
    const evidence = { offset: recorded.offset, expected: 'no name', found: recorded.name, ...text }
    return { state: 'fail', params: { name: recorded.name, reason: 'unused-name' }, evidence }
  }
  const reason = name === undefined ? 'unnamed' : reachOf(name)
  const found = `0x${details.qcow2?.header.incompatibleFeatures.toString(16) ?? ''}`
  const evidence = { offset: INCOMPATIBLE_FEATURES, expected: 'bit 2 clear', found, ...text }
  return { state: 'fail', params: { name: name ?? '', reason }, evidence }
}
