import { CircleAlert, CircleCheck, Info, Scissors, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ImageCheck } from '../../../../shared/formats/check/types.ts'
import type { CheckReport } from '../../../../shared/ipc/tasks.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { formatCount, formatPercent } from '../../../format/number.ts'
import { Section } from '../../detail/Section.tsx'
import classes from './check.module.css'
import { BeyondEnd, Findings } from './Findings.tsx'
import { checkVerdict } from './verdict-of.ts'

const icons = {
  clean: CircleCheck,
  leaks: Info,
  errors: TriangleAlert,
  cut: Scissors,
  corrupt: CircleAlert,
} as const

/** A check in words: the verdict, the counts of qemu-img check, and each finding. */
export function CheckResult({ report }: { readonly report: CheckReport }) {
  const { t } = useTranslation()
  const { check, format, moreFindings, moreBeyondEnd } = report
  return (
    <>
      <Verdict check={check} format={format} />
      <Section title={t('inspector.check.counts')}>
        <Counts check={check} />
      </Section>
      {check.findings.length > 0 && <Findings findings={check.findings} more={moreFindings} />}
      {check.beyondEnd.length > 0 && <BeyondEnd faults={check.beyondEnd} more={moreBeyondEnd} />}
    </>
  )
}

function Verdict({ check, format }: Pick<CheckReport, 'check' | 'format'>) {
  const { t } = useTranslation()
  const verdict = checkVerdict(check)
  const Icon = icons[verdict]
  const counts = {
    corrupt: check.corruptions,
    cut: check.beyondEndCount,
    errors: check.checkErrors,
    leaks: check.leaks,
  }
  const found = (['corrupt', 'cut', 'errors', 'leaks'] as const).filter((kind) => counts[kind] > 0)
  return (
    <div className={classes['verdict']} data-verdict={verdict} role="status">
      <Icon size={18} aria-hidden />
      <strong>{t(`inspector.check.${verdict}`)}</strong>
      {check.beyondEndCount > 0 && <span>{t('inspector.check.beyondEndText')}</span>}
      {verdict === 'clean' && (
        <span>{t(`inspector.check.${format === 'qcow2' ? 'cleanText' : 'cleanTables'}`)}</span>
      )}
      {found.map((kind) => (
        <span key={kind}>{t(`inspector.check.${kind}Text`, { count: counts[kind] })}</span>
      ))}
      {verdict === 'leaks' && !check.changed && <span>{t('inspector.check.leaksAlone')}</span>}
      {check.changed && <span className={classes['changed']}>{t('inspector.changed')}</span>}
    </div>
  )
}

function Counts({ check }: { readonly check: ImageCheck }) {
  const { t, i18n } = useTranslation()
  const number = (value: number) => formatCount(value, i18n.language)
  const share = (key: 'ofTotal' | 'ofAllocated', part: number, whole: number) =>
    t(`inspector.check.${key}`, { clusters: number(part), percent: formatPercent(part, whole) })
  const { totalClusters, allocatedClusters, imageEndOffset } = check
  const name = (key: 'corruptions' | 'leaks' | 'checkErrors') => t(`inspector.check.count.${key}`)
  return (
    <Facts>
      <Fact name={name('corruptions')}>{number(check.corruptions)}</Fact>
      <Fact name={name('leaks')}>{number(check.leaks)}</Fact>
      <Fact name={name('checkErrors')}>{number(check.checkErrors)}</Fact>
      {totalClusters > 0 && (
        <>
          <Fact name={t('inspector.check.count.allocated')}>
            {share('ofTotal', allocatedClusters, totalClusters)}
          </Fact>
          <Fact name={t('inspector.check.count.fragmented')}>
            {share('ofAllocated', check.fragmentedClusters, allocatedClusters)}
          </Fact>
          <Fact name={t('inspector.check.count.compressed')}>
            {share('ofAllocated', check.compressedClusters, allocatedClusters)}
          </Fact>
          <Fact name={t('inspector.check.count.total')}>{number(totalClusters)}</Fact>
        </>
      )}
      {imageEndOffset > 0 && (
        <Fact name={t('inspector.check.count.end')}>
          {t('inspector.header.sizeExact', {
            size: formatSize(imageEndOffset),
            bytes: formatCount(imageEndOffset, 'en'),
          })}
        </Fact>
      )}
    </Facts>
  )
}
