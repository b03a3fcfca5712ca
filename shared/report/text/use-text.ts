import type { NodeView } from '../../analysis/model.ts'
import { isAllocatedAtLeast } from '../../analysis/sizes/partial.ts'
import { leastSize } from '../size.ts'
import type { SizeLine } from './size-lines.ts'

/** Not `unused`: Nova keeps some of them for an instance of their image. */
const OTHER_BASES = 'other bases'

const OPEN = 'what was not seen may share it too'

/** What is allocated by what it is for: the lines add up to it. Where nothing is an instance's, nothing. */
export function linesByUse(view: NodeView): readonly SizeLine[] {
  const { amortised, leftovers, unusedCache, unknownCache, others, rest } = view.accounting.space
  const known = [amortised, leftovers, unusedCache ?? 0, unknownCache]
  if (known.every((bytes) => bytes === 0)) return []
  const least = isAllocatedAtLeast(view)
  const mayUseMore = least || unknownCache > 0
  const part = (name: string, bytes: number | undefined, atLeast: boolean, note: string) => {
    if (bytes === undefined) return [[`  ${name}`, 'unknown', `${note}: ${OPEN}`] as const]
    return bytes === 0 ? [] : [[`  ${name}`, leastSize(bytes, atLeast), note] as const]
  }
  return [
    ['By use', '', ''],
    ...part('instances', amortised, mayUseMore, 'with their share of the bases below them'),
    ...part(
      'leftovers',
      leftovers,
      mayUseMore,
      'of resizes, deletions, snapshots, downloads and clean-ups, with their share',
    ),
    ...part(OTHER_BASES, unusedCache ?? 0, mayUseMore, 'which no instance stands on'),
    ...unknownLines(view, least),
    ...part('other images', others, least, 'stored ones, and those elsewhere'),
    ...part('the rest', rest, least, ''),
  ]
}

function unknownLines({ accounting }: NodeView, least: boolean): readonly SizeLine[] {
  const { unusedCache = 0, unknownCache } = accounting.space
  if (unknownCache === 0) return []
  const unknown = leastSize(unknownCache, least)
  if (unusedCache > 0) {
    return [['  not known', unknown, 'of base files that no instance seen here stands on']]
  }
  return [[`  ${OTHER_BASES}`, 'unknown', `no instance seen here stands on ${unknown} of them`]]
}
