import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../shared/analysis/chain-model.ts'
import type { Failure, ImageReport } from '../../../shared/ipc/contract.ts'
import { ChainStrip } from '../detail/ChainStrip.tsx'
import { FactsOfImage } from '../detail/FactsOfImage.tsx'
import { ImageFault } from '../detail/ImageReportView.tsx'
import { InspectNotice } from '../detail/InspectState.tsx'
import type { Locating } from '../detail/LocatedNote.tsx'
import { ProblemNotes } from '../detail/ProblemNotes.tsx'
import { reportPath } from '../detail/report-path.ts'
import { Section } from '../detail/Section.tsx'
import { Faults } from './Faults.tsx'
import classes from './InspectorScreen.module.css'
import { VerdictSection } from './Verdict.tsx'

export interface OverviewProps {
  readonly report: ImageReport
  /** Why what was asked for since could not be done. */
  readonly failure: Failure | undefined
  readonly locating: Locating
  readonly onLayer: ((layer: ChainLayer) => void) | undefined
}

/** What an operator asks first of an image: its chain, what is wrong, whether it is safe, its facts. */
export function Overview({ report, failure, locating, onLayer }: OverviewProps) {
  const { t } = useTranslation()
  return (
    <div className={classes['columns']}>
      <div>
        <InspectNotice failure={failure} />
        <Section title={t('chain.title')}>
          <ChainStrip report={report} locating={locating} onLayer={onLayer} />
        </Section>
        <ImageFault report={report} />
        <ProblemNotes
          problems={report.findings}
          at={(path) => reportPath(report, report.findings[0]?.subject.path ?? '', path)}
        />
      </div>
      <div>
        <FactsOfImage report={report} />
        <Faults faults={report.details.faults} />
        <VerdictSection verdict={report.verdict} />
      </div>
    </div>
  )
}
