import { says } from '../../phrases/phrase.ts'
import type { Wrong } from '../check/block-check.ts'
import type { VmdkDetails } from './types.ts'

/** qemu looks for the descriptor of what begins with an extent's header here (block/vmdk.c). */
const DESCRIPTOR_OFFSET = 512
/** What there is of one, and why it matters. */
export const NO_DESCRIPTOR =
  'no descriptor, as an extent of a larger disk has none: QEMU opens that by the file that names its extents, and not this one'

/**
 * Whether a file is an extent that says nothing of the disk that it is of: a split disk has its
 * descriptor in a file of its own, and without one qemu does not open the extent.
 */
export function isExtentAlone({ sparse, cowd, descriptor }: VmdkDetails): boolean {
  return (sparse !== undefined || cowd !== undefined) && descriptor === undefined
}

/** Of a check, which qemu-img does not even begin. */
export function extentAlone(): Wrong {
  return {
    what: 'vmdk.descriptor',
    offset: DESCRIPTOR_OFFSET,
    expected: says('a descriptor'),
    found: says('none'),
    message: `It has ${NO_DESCRIPTOR}`,
  }
}
