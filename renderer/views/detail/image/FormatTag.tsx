import { formatName } from '../../../../shared/formats/names.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { Tag } from '../../../components/cells.tsx'
import { isUnrecognised } from '../verdict/is-unrecognised.ts'
import { summaryRead } from './summary-read.ts'

/** An image's format beside its name, with a doubt where it is raw for want of anything else. */
export function FormatTag({ report }: { readonly report: ImageReport }) {
  const name = formatName(summaryRead(report).format)
  if (!isUnrecognised(report.verdict)) return <Tag>{name}</Tag>
  return <Tag tone="warning">{name}?</Tag>
}
