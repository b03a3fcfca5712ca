import type { NodeView } from '../../analysis/model.ts'
import { isAllocatedAtLeast } from '../../analysis/sizes/partial.ts'
import { leastSize } from '../size.ts'
import type { SizeLine } from './size-lines.ts'

/** What is allocated by what it is for: the lines add up to it. Where nothing is an instance's, nothing. */
export function linesByUse(view: NodeView): readonly SizeLine[] {
  const { amortised, leftovers, unusedCache, unknownCache, others, rest } = view.accounting.space
  if (amortised + leftovers + (unusedCache ?? 0) + unknownCache === 0) return []
  const least = isAllocatedAtLeast(view)
  const mayUseMore = least || unknownCache > 0
  const part = (name: string, bytes: number, atLeast: boolean, note: string) => {
    return bytes === 0 ? [] : [[`  ${name}`, leastSize(bytes, atLeast), note] as const]
  }
  return [
    ['By use', '', ''],
    ...part('instances', amortised, mayUseMore, 'with their share of the bases below them'),
    ...part(
      'leftovers',
      leftovers,
      mayUseMore,
      'of resizes, deletions and downloads, with their share',
    ),
    ...part('unused bases', unusedCache ?? 0, mayUseMore, 'of base files that no instance uses'),
    ...unknownLines(view, least),
    ...part('other images', others, least, ''),
    ...part('the rest', rest, least, ''),
  ]
}

function unknownLines({ accounting }: NodeView, least: boolean): readonly SizeLine[] {
  const { unusedCache = 0, unknownCache } = accounting.space
  if (unknownCache === 0) return []
  const unknown = leastSize(unknownCache, least)
  if (unusedCache > 0) {
    return [['  not known', unknown, 'of base files that no instance seen here uses']]
  }
  return [['  unused bases', 'unknown', `no instance seen here uses ${unknown} of the base files`]]
}
