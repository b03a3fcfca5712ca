import { COUNTS } from './counts.ts'
import { ELSEWHERE } from './elsewhere.ts'
import { FORMATS } from './formats.ts'
import { FRAME } from './frame.ts'
import { LUKS } from './luks.ts'
import { NOVA } from './nova.ts'
import { OVERLAPS } from './overlaps.ts'
import { PACKED } from './packed.ts'
import { PLACES } from './places.ts'
import { QCOW2 } from './qcow2.ts'
import { STRUCTURES } from './structures.ts'
import { VALUES } from './values.ts'
import { VERDICT } from './verdict.ts'
import { VMDK } from './vmdk.ts'

/**
 * All that readers, checks and verdicts say: English, which is the key, and Simplified Chinese. Readers
 * import its type alone, so that a command that speaks English loads nothing of it.
 */
export const PHRASES = {
  ...FRAME,
  ...PLACES,
  ...OVERLAPS,
  ...COUNTS,
  ...VALUES,
  ...STRUCTURES,
  ...PACKED,
  ...VERDICT,
  ...ELSEWHERE,
  ...NOVA,
  ...QCOW2,
  ...LUKS,
  ...VMDK,
  ...FORMATS,
} as const

export type PhraseKey = keyof typeof PHRASES
