import { useTranslation } from 'react-i18next'
import type { ImageCheck } from '../../../../shared/formats/check/types.ts'
import type { CheckReport } from '../../../../shared/ipc/tasks.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { formatCount, formatPercent } from '../../../format/number.ts'
import { Section } from '../../detail/Section.tsx'
import { CheckVerdict } from './CheckVerdict.tsx'
import { BeyondEnd, Findings } from './Findings.tsx'

/** A check in words: the verdict, the counts of qemu-img check, and each finding. */
export function CheckResult({ report }: { readonly report: CheckReport }) {
  const { t } = useTranslation()
  const { check, moreFindings, moreBeyondEnd } = report
  return (
    <>
      <CheckVerdict report={report} />
      <Section title={t('inspector.check.counts')}>
        <Counts check={check} />
      </Section>
      {check.findings.length > 0 && <Findings findings={check.findings} more={moreFindings} />}
      {check.beyondEnd.length > 0 && <BeyondEnd faults={check.beyondEnd} more={moreBeyondEnd} />}
    </>
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
