import type { FindingCode } from './codes.ts'
import type { EvidenceKey } from './evidence-keys.ts'
import type { Severity, SubjectKind } from './types.ts'

/** What a finding of a code may be about, and what its evidence may have. */
export interface EvidenceEntry {
  readonly about: readonly SubjectKind[]
  readonly keys: readonly EvidenceKey[]
  /** Others than the usual one. */
  readonly also: readonly Severity[]
}

const IMAGES: readonly SubjectKind[] = ['disk', 'base', 'image']
/** Where a verdict found it. */
const JUDGED: readonly EvidenceKey[] = ['case', 'offset', 'expected', 'found']
const TAKEN: readonly EvidenceKey[] = ['allocated', 'allocatedFrom']

function evidence(
  about: readonly SubjectKind[],
  keys: readonly EvidenceKey[],
  ...also: readonly Severity[]
): EvidenceEntry {
  return { about, keys, also }
}

/** Every code's; a test holds all findings of all tests to it. */
export const findingEvidence: Readonly<Record<FindingCode, EvidenceEntry>> = {
  'missing-backing-file': evidence(IMAGES, ['case', 'name', 'image', 'tried', 'found', 'virtual']),
  'backing-loop': evidence(IMAGES, ['name']),
  'backing-outside-root': evidence(IMAGES, ['name', 'target']),
  'backing-not-granted': evidence(['disk', 'image'], ['name', 'target']),
  'backing-protocol': evidence(IMAGES, ['name', 'protocol']),
  'backing-in-image': evidence(['base', 'image'], [...JUDGED, 'name']),
  'backing-no-base': evidence(['disk', 'image'], ['case', 'name'], 'warning'),
  'backing-name': evidence(IMAGES, ['case', 'name', 'found', 'count', 'names']),
  'chain-too-deep': evidence(IMAGES, ['case', 'layers', 'chain'], 'info'),
  'overlays-above': evidence(
    ['disk'],
    ['case', 'count', 'newest', 'overlays', ...TAKEN, 'age', 'instances', 'xml'],
    'warning',
  ),
  'not-novas-disk': evidence(['disk'], ['name', 'xml']),
  'backing-format-missing': evidence(IMAGES, ['name', 'format', 'overlay']),
  'backing-changed': evidence(IMAGES, ['name', 'expected', 'found']),
  'overlay-smaller-than-base': evidence(IMAGES, ['case', 'virtual', 'below', 'name', 'layer']),
  'base-size-differs': evidence(['base'], ['case', 'virtual', 'size', 'image']),
  'base-not-of-image': evidence(['disk'], ['name', 'image', 'expected', 'xml']),
  'damaged-base': evidence(['base'], ['count', 'format', 'image']),
  'base-is-disk': evidence(['base'], ['instances', 'count']),
  'forged-header': evidence(IMAGES, [
    ...(['case', 'declared', 'detected', 'offset', 'reaches', 'name', 'xml'] as const),
    ...(['nova', 'fix'] as const),
  ]),
  'format-mismatch': evidence(
    IMAGES,
    ['case', 'declared', 'detected', 'name', 'xml'],
    'info',
    'high',
  ),
  'external-data-file': evidence(IMAGES, [...JUDGED, 'name']),
  'multiple-formats': evidence(IMAGES, [...JUDGED, 'formats'], 'warning'),
  'banned-format': evidence(IMAGES, [...JUDGED, 'format']),
  'vmdk-extents': evidence(IMAGES, [...JUDGED, 'type', 'name'], 'warning'),
  'vmdk-descriptor': evidence(IMAGES, [...JUDGED, 'line', 'version'], 'warning'),
  'partition-table': evidence(IMAGES, [...JUDGED, 'entry']),
  'huge-virtual-size': evidence(IMAGES, [...JUDGED, 'size', 'allocated', 'ratio']),
  'openstack-refuses': evidence(
    ['base', 'image'],
    [
      ...(['refusal', 'refusals', 'declared', 'detected', 'entry', 'format', 'formats'] as const),
      ...(['mask', 'message', 'name', 'qemu', 'type', 'version', 'line'] as const),
    ],
    'info',
  ),
  'image-fault': evidence(IMAGES, [...JUDGED, 'message', 'what', 'name'], 'info', 'high'),
  truncated: evidence(
    [...IMAGES, 'file'],
    [...JUDGED, 'what', 'entry', 'lost', 'count', 'size', 'length', 'name'],
    'warning',
  ),
  corrupt: evidence(IMAGES, JUDGED),
  dirty: evidence(IMAGES, JUDGED),
  'unknown-features': evidence(IMAGES, [...JUDGED, 'message']),
  'internal-snapshots': evidence(IMAGES, [...JUDGED, 'count']),
  'in-use-bitmaps': evidence(IMAGES, [...JUDGED, 'names', 'count']),
  'legacy-encryption': evidence(IMAGES, JUDGED),
  'luks-version': evidence(IMAGES, [...JUDGED, 'version']),
  'luks-iterations': evidence(IMAGES, [...JUDGED, 'count']),
  'luks-encryption': evidence(IMAGES, ['offset', 'expected', 'found']),
  unreadable: evidence(
    [...IMAGES, 'instance', 'text', 'file', 'folder'],
    ['case', 'reason', 'errno', 'name', 'owner', 'mode', 'count'],
  ),
  'unreadable-owners': evidence(['folder'], ['count', 'owners', 'enter', 'read', 'readBelow']),
  'unseen-sessions': evidence(['folder'], ['count']),
  'text-fault': evidence(['text'], ['case', 'message', 'offset', 'option', 'lineNumber'], 'high'),
  'symlink-leaves-root': evidence(['file'], ['case', 'target']),
  'symlink-loop': evidence(['file'], ['target']),
  'special-file': evidence(['file', 'disk', 'image'], ['case', 'name'], 'warning', 'high'),
  'odd-name': evidence([...IMAGES, 'instance', 'file', 'folder'], ['case', 'name']),
  'world-writable': evidence([...IMAGES, 'instance', 'folder'], ['case', 'mode']),
  'world-readable': evidence(['folder'], ['case', 'count', 'leftovers', 'folder', 'example']),
  'missing-folder': evidence(['text'], ['uuid', 'name']),
  'empty-instances-path': evidence(
    ['folder', 'text'],
    ['case', 'count', 'folder', 'taken', 'tried'],
    'info',
    'warning',
  ),
  'missing-store': evidence(['text'], ['case', 'folder', 'taken', 'tried'], 'info'),
  'missing-cache': evidence(['text'], ['name', 'folder', 'count']),
  'missing-disk': evidence(['instance'], ['case', 'name', 'folder', 'xml']),
  'missing-boot-file': evidence(['instance'], ['case', 'name', 'xml']),
  'blank-config-drive': evidence(['disk'], ['name', 'length', 'xml']),
  'linked-folder': evidence(['instance'], ['name', ...TAKEN]),
  'orphan-folder': evidence(['instance'], [...TAKEN, 'age']),
  'domains-incomplete': evidence(['folder'], ['case', 'count', 'known', 'age']),
  'instance-repeated': evidence(['instance'], ['case', 'count', 'names', 'xml'], 'high'),
  'disk-shared': evidence(['disk', 'instance', 'text', 'file'], ['case', 'instances', 'name']),
  'rescue-in-progress': evidence(['instance'], ['case', 'age', 'name', 'xml']),
  'unused-base': evidence(['base'], ['case', ...TAKEN]),
  'base-used-unseen': evidence(['base'], ['case', 'count', 'names', 'format'], 'warning'),
  'unknown-in-cache': evidence(['base'], TAKEN),
  'leftover-resize': evidence(['instance'], ['case', ...TAKEN, 'age', 'xml'], 'warning', 'high'),
  'leftover-del': evidence(['instance'], ['case', ...TAKEN, 'age', 'xml'], 'high'),
  'leftover-part': evidence(['base'], ['case', ...TAKEN, 'age']),
  'leftover-rescue': evidence(['instance'], [...TAKEN, 'age', 'files']),
  'leftover-disk': evidence(['disk'], ['case', 'xml', ...TAKEN, 'age']),
  'leftover-snapshot': evidence(['image', 'file'], [...TAKEN, 'age']),
  'leftover-temporary': evidence(['image', 'file', 'base'], [...TAKEN, 'age']),
  'leftover-glance': evidence(['image', 'file'], ['case', ...TAKEN, 'age']),
  'set-aside': evidence(['instance'], ['case', ...TAKEN, 'age', 'day', 'xml'], 'warning'),
  'file-system-nearly-full': evidence(
    ['file-system'],
    ['available', 'total', 'mountPoint'],
    'high',
  ),
  'growth-exceeds-free': evidence(['file-system'], ['case', 'growth', 'available']),
  'no-room-for-instances': evidence(['file-system'], ['case', 'left', 'least', 'wanted', 'flavor']),
  'disk-larger-than-file-system': evidence(['disk', 'image'], ['case', 'virtual', 'total']),
  'disk-larger-than-flavor': evidence(
    ['disk'],
    ['case', 'count', 'virtual', 'limit', 'flavor', 'xml'],
  ),
  'disk-smaller-than-flavor': evidence(['disk'], ['virtual', 'limit', 'flavor', 'xml']),
  'large-console-log': evidence(['file'], TAKEN, 'warning'),
  'foreign-files': evidence(
    ['folder', 'file', 'image'],
    ['case', 'count', ...TAKEN, 'example', 'folder', 'other'],
  ),
  preallocated: evidence(['disk'], ['allocated', 'length', 'virtual']),
}
