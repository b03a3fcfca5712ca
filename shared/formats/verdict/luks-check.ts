import { says } from '../../phrases/phrase.ts'
import type { LuksHeader } from '../luks/types.ts'
import { type Facts, NOT_APPLICABLE, PASS } from './facts.ts'
import type { Finding } from './types.ts'

/** cryptsetup and QEMU choose as many as take them some two seconds: of SHA-256 a processor does four million in one. */
const MOST_ITERATIONS = 12_000_000
/** Where a LUKS header of version 1 has those of the master key, and of the first of its slots. */
const OF_MASTER_KEY = 164
const OF_SLOTS = 212
const SLOT_BYTES = 48

/** How often a key is derived stands in the header, up to 2^32 times: with each slot that a passphrase is tried on. */
export function luksIterations({ details }: Facts): Finding {
  const luks = details.luks ?? details.qcow2?.luks
  if (luks === undefined) return NOT_APPLICABLE
  const counts = iterationsOf(luks)
  const most = counts.reduce((one, other) => (other.count > one.count ? other : one))
  if (most.count <= MOST_ITERATIONS) return PASS
  const base = details.luks === undefined ? cryptoOffset(details) : 0
  const expected = says('at most {{n}}', { n: MOST_ITERATIONS })
  const evidence = { offset: base + most.at, expected, found: most.count }
  return { state: 'warning', params: { count: most.count }, evidence }
}

interface Iterations {
  readonly count: number
  /** From the start of the header. */
  readonly at: number
}

/** Slots that are not active are not tried. */
function iterationsOf({ masterKeyIterations, slots }: LuksHeader): readonly Iterations[] {
  const ofSlots = slots.flatMap(({ active, iterations }, index) =>
    active ? [{ count: iterations, at: OF_SLOTS + index * SLOT_BYTES }] : [],
  )
  return [{ count: masterKeyIterations, at: OF_MASTER_KEY }, ...ofSlots]
}

/** Where a qcow2 has its LUKS header. */
function cryptoOffset({ qcow2 }: Facts['details']): number {
  const found = qcow2?.extensions.find(({ kind }) => kind === 'crypto')
  return found?.kind === 'crypto' ? Number(found.crypto.offset) : 0
}
