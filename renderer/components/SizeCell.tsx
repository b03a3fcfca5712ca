import { formatSize } from '../../shared/report/size.ts'
import { formatCount } from '../format/number.ts'
import { Cell } from './cells.tsx'

/** Bytes for people, exact bytes as the title; a dash with its reason where they are not known. */
export function SizeCell(props: {
  readonly bytes: number | undefined
  readonly unknown: string
  readonly atLeast?: string | undefined
  /** Where the bytes come from, when that is not where they usually do. */
  readonly derived?: string | undefined
  /** What else has to be known of them. */
  readonly note?: string | undefined
}) {
  const { bytes, unknown, atLeast, derived, note } = props
  if (bytes === undefined) {
    return (
      <Cell align="end" look="faint" title={unknown}>
        –
      </Cell>
    )
  }
  const exact = `${formatCount(bytes, 'en')} B`
  return (
    <Cell align="end" title={[exact, atLeast, derived, note].filter(Boolean).join('\n')}>
      {atLeast !== undefined && '≥ '}
      {derived !== undefined && '≈ '}
      {formatSize(bytes)}
    </Cell>
  )
}
