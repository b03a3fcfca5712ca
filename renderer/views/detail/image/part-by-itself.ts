import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import type { ChainPart } from '../../node/files/chain-part.ts'
import { summaryRead } from './summary-read.ts'

/** What an image that was opened by itself is in a chain: what stands on it nobody has looked for. */
export function partByItself(report: ImageReport): ChainPart | undefined {
  if (summaryRead(report).backing !== undefined) return 'overlay'
  const { state, layers } = report.chain
  // What holds its data may not be here: then it is not known what it stands on.
  const isAlone = state.kind === 'standalone' && layers.every(({ elsewhere }) => !elsewhere)
  return isAlone && report.details.summary.fault === undefined ? 'alone' : undefined
}
