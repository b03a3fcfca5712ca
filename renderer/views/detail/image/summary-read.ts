import type { ImageSummary } from '../../../../shared/formats/types.ts'
import { isRawToQemu } from '../../../../shared/formats/verdict/facts.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'

/** What an image is to whoever reads it: a disk that is declared raw is not what its header says. */
export function summaryRead({
  chain: {
    layers: [top],
  },
  details,
}: Pick<ImageReport, 'chain' | 'details'>): ImageSummary {
  const { summary } = details
  return top?.image.format === 'raw' && !isRawToQemu(summary.format) ? top.image : summary
}
