import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../../../shared/bytes/errors.ts'
import type { CheckFinding } from '../../../../shared/formats/check/types.ts'
import { PlainTable } from '../../../components/PlainTable.tsx'
import { type FaultWords, useFaultWords } from '../../../components/useFaultWords.ts'
import { Section } from '../../detail/Section.tsx'
import { collapseAlike } from './alike.ts'
import classes from './check.module.css'

const icons = {
  corruption: CircleAlert,
  error: TriangleAlert,
  leak: Info,
  note: Info,
} as const

interface FindingsProps {
  readonly findings: readonly CheckFinding[]
  readonly more: number
}

/** Findings with their place, worst kind first; those that differ in their place alone are one row. */
export function Findings({ findings, more }: FindingsProps) {
  const { t } = useTranslation()
  const wordsOf = useFaultWords()
  const title = t('inspector.check.findings')
  const groups = collapseAlike(
    findings,
    ({ kind, what, expected }) => [kind, what, expected].join('\n'),
    ({ times }) => times,
  )
  const columns = [
    { key: 'kind', title: t('inspector.check.kind') },
    { key: 'what', title: t('inspector.check.what') },
    { key: 'offset', title: t('inspector.check.offset'), align: 'end' },
    { key: 'expected', title: t('inspector.check.expected') },
    { key: 'found', title: t('inspector.check.found') },
  ] as const
  return (
    <Section title={title}>
      <PlainTable label={title} columns={columns} more={more}>
        {groups.map(({ first: finding, count }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one place can be found twice
          <tr key={index} title={finding.message}>
            <td>
              <Kind kind={finding.kind} times={count} />
            </td>
            <PlaceCells offset={finding.offset} words={wordsOf(finding)} />
          </tr>
        ))}
      </PlainTable>
    </Section>
  )
}

function Kind({ kind, times }: Pick<CheckFinding, 'kind' | 'times'>) {
  const { t } = useTranslation()
  const Icon = icons[kind]
  return (
    <span className={classes['kind']} data-kind={kind}>
      <Icon size={13} aria-hidden />
      {t(`inspector.check.kinds.${kind}`)}
      {times > 1 && ` ${t('inspector.check.times', { times })}`}
    </span>
  )
}

interface PlaceProps {
  readonly offset: number
  readonly words: FaultWords
  readonly times?: number
}

/** What is wrong where: offsets in one base, so that they can be compared. */
function PlaceCells({ offset, words, times = 1 }: PlaceProps) {
  const { t } = useTranslation()
  return (
    <>
      <td>
        {words.what}
        {times > 1 && ` ${t('inspector.check.times', { times })}`}
      </td>
      <td data-look="mono" data-align="end" title={String(offset)}>
        {words.offset}
      </td>
      <td>{words.expected}</td>
      <td>{words.found}</td>
    </>
  )
}

/** Structures that end after the file does. */
export function BeyondEnd(props: { readonly faults: readonly Fault[]; readonly more: number }) {
  const { t } = useTranslation()
  const wordsOf = useFaultWords()
  const title = t('inspector.check.beyondEnd')
  const groups = collapseAlike(props.faults, ({ what, expected }) => `${what}\n${expected}`)
  const columns = [
    { key: 'what', title: t('inspector.check.what') },
    { key: 'offset', title: t('inspector.check.offset'), align: 'end' },
    { key: 'expected', title: t('inspector.check.expected') },
    { key: 'found', title: t('inspector.check.found') },
  ] as const
  return (
    <Section title={title}>
      <PlainTable label={title} columns={columns} more={props.more}>
        {groups.map(({ first: fault, count }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one place can be named twice
          <tr key={index}>
            <PlaceCells offset={fault.offset} words={wordsOf(fault)} times={count} />
          </tr>
        ))}
      </PlainTable>
    </Section>
  )
}
