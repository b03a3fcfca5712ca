import type { ChainLayer } from '../../shared/analysis/chain/chain-model.ts'
import { recordedOtherwise } from '../../shared/analysis/chain/recorded-format.ts'

interface OtherThanRecorded {
  readonly kind: 'identity' | 'format'
  readonly expected: string
  readonly found: string
}

/** What is another with the layer below than the image above records; undefined for nothing. */
export function otherThanRecorded(
  { image }: ChainLayer,
  below: ChainLayer,
): OtherThanRecorded | undefined {
  const format = recordedOtherwise(below)
  if (format !== undefined) return { kind: 'format', expected: format, found: below.image.format }
  const expected = image.backing?.identity
  const found = below.image.identity ?? 'none'
  return expected === undefined || found === expected
    ? undefined
    : { kind: 'identity', expected, found }
}
