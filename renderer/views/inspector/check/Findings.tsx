import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../../../shared/bytes/errors.ts'
import { displayText } from '../../../../shared/bytes/text.ts'
import type { CheckFinding } from '../../../../shared/formats/check/types.ts'
import { type PlainColumn, PlainTable } from '../../../components/PlainTable.tsx'
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
    (finding) => `${finding.kind}\n${likenessOf(finding, wordsOf)}`,
    ({ times }) => times,
  )
  const inFiles = findings.some(({ file }) => file !== undefined)
  const kind = { key: 'kind', title: t('inspector.check.kind') }
  const columns = [kind, ...usePlaceColumns(inFiles)]
  return (
    <Section title={title}>
      <PlainTable label={title} columns={columns} more={more}>
        {groups.map(({ first: finding, count }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one place can be found twice
          <tr key={index} title={t('inspector.check.asPrinted', { line: finding.message })}>
            <td>
              <Kind kind={finding.kind} times={count} />
            </td>
            <PlaceCells place={finding} words={wordsOf(finding)} inFiles={inFiles} />
          </tr>
        ))}
      </PlainTable>
    </Section>
  )
}

/** All but the place, and what was found there. */
function likenessOf(
  place: Fault | CheckFinding,
  wordsOf: ReturnType<typeof useFaultWords>,
): string {
  return [place.what, wordsOf(place).expected, place.file ?? ''].join('\n')
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

/** The heads of `PlaceCells`. */
function usePlaceColumns(inFiles: boolean): readonly PlainColumn[] {
  const { t } = useTranslation()
  return [
    { key: 'what', title: t('inspector.check.what') },
    ...(inFiles ? [{ key: 'file', title: t('columns.inFile') }] : []),
    { key: 'offset', title: t('inspector.check.offset'), align: 'end' },
    { key: 'expected', title: t('inspector.check.expected') },
    { key: 'found', title: t('inspector.check.found') },
  ]
}

interface PlaceProps {
  readonly place: { readonly offset: number; readonly file?: string }
  readonly words: FaultWords
  /** Whether the file of each is told: some are not in the image's own. */
  readonly inFiles: boolean
  readonly times?: number
}

/** What is wrong where: offsets in one base, so that they can be compared. */
function PlaceCells({ place: { offset, file = '' }, words, inFiles, times = 1 }: PlaceProps) {
  const { t } = useTranslation()
  return (
    <>
      <td>
        {words.what}
        {times > 1 && ` ${t('inspector.check.times', { times })}`}
      </td>
      {inFiles && <td data-look="mono">{displayText(file)}</td>}
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
  const groups = collapseAlike(props.faults, (fault) => likenessOf(fault, wordsOf))
  const inFiles = props.faults.some(({ file }) => file !== undefined)
  return (
    <Section title={title}>
      <PlainTable label={title} columns={usePlaceColumns(inFiles)} more={props.more}>
        {groups.map(({ first: fault, count }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one place can be named twice
          <tr key={index}>
            <PlaceCells place={fault} words={wordsOf(fault)} inFiles={inFiles} times={count} />
          </tr>
        ))}
      </PlainTable>
    </Section>
  )
}
