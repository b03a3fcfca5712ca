import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../shared/analysis/chain/chain-model.ts'
import { isAbsolute } from '../../../shared/analysis/places/address.ts'
import type { ImageReport } from '../../../shared/ipc/answers.ts'
import { ChainStrip } from '../detail/chain/ChainStrip.tsx'
import { LinkedFrom } from '../detail/chain/LinkedFrom.tsx'
import type { Locating } from '../detail/chain/LocatedNote.tsx'
import { ExportLine } from '../detail/image/ExportLine.tsx'
import { FactsOfImage } from '../detail/image/FactsOfImage.tsx'
import { ImageFault } from '../detail/image/ImageReportView.tsx'
import { reportPath } from '../detail/image/report-path.ts'
import { ProblemNotes } from '../detail/problems/ProblemNotes.tsx'
import { Section } from '../detail/Section.tsx'
import { Faults } from '../detail/structures/Faults.tsx'
import { Unrecognised } from '../detail/verdict/Unrecognised.tsx'
import { VerdictSection } from '../detail/verdict/Verdict.tsx'
import { CheckVerdict } from './check/CheckVerdict.tsx'
import { useCheckReport } from './check/useCheckReport.ts'
import { checkVerdict } from './check/verdict-of.ts'
import classes from './InspectorScreen.module.css'

export interface OverviewProps {
  readonly report: ImageReport
  readonly locating: Locating
  readonly onLayer: ((layer: ChainLayer) => void) | undefined
}

/** What an operator asks first of an image: what is wrong, whether it is safe, its chain, its facts. */
export function Overview(props: OverviewProps) {
  return (
    <>
      <FoundByCheck />
      <Unrecognised verdict={props.report.verdict} />
      <Parts {...props} />
    </>
  )
}

/** What is said below of the chain is not the whole of it where a check has found more. */
function FoundByCheck() {
  const report = useCheckReport()
  if (report === undefined || checkVerdict(report.check) === 'clean') return undefined
  return <CheckVerdict report={report} isElsewhere />
}

function Parts(props: OverviewProps) {
  const { report, locating } = props
  // Of an image that was opened by itself, whether it is dangerous is what is asked first.
  const isLoose = report.path === ''
  const safety = <Safety {...props} />
  const found = <Found {...props} />
  return (
    <div className={classes['columns']} data-loose={isLoose || undefined}>
      <div>{isLoose ? safety : found}</div>
      <div className={classes['side']}>
        <div>{isLoose ? found : safety}</div>
        <div className={classes['facts']}>
          <FactsOfImage report={report} locating={locating} />
          <Faults faults={report.details.faults} />
        </div>
      </div>
    </div>
  )
}

function Found({ report, locating, onLayer }: OverviewProps) {
  const { t } = useTranslation()
  return (
    <>
      <ProblemNotes
        problems={report.findings}
        at={(path) => reportPath(report, report.findings[0]?.subject.path ?? '', path)}
      />
      <ImageFault report={report} />
      <Section title={t('chain.title')}>
        <ChainStrip report={report} locating={locating} onLayer={onLayer} />
      </Section>
      <ExportLine report={report} />
    </>
  )
}

function Safety({ report }: OverviewProps) {
  const linkedAt = symlinkOf(report)
  return (
    <>
      {linkedAt !== undefined && <LinkedFrom what="disk" path={linkedAt} />}
      <VerdictSection verdict={report.verdict} problems={report.findings} />
    </>
  )
}

/** The absolute path of the symlink that the image was opened by; undefined for none. */
function symlinkOf(report: ImageReport): string | undefined {
  const [top] = report.chain.layers
  if (top?.namedAt === undefined) return undefined
  return isAbsolute(top.namedAt) ? top.namedAt : reportPath(report, top.path, top.namedAt)
}
