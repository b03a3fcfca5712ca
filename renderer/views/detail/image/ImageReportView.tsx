import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../../shared/analysis/chain/chain-model.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { FaultText } from '../../../components/FaultText.tsx'
import type { InspectorTab } from '../../../stores/view-state.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import { useRootAt } from '../../node/useRootAt.ts'
import { aboveLayer } from '../chain/above-layer.ts'
import { ChainStrip } from '../chain/ChainStrip.tsx'
import type { Locating } from '../chain/LocatedNote.tsx'
import { OnLayer } from '../chain/OnLayer.tsx'
import { ProblemNotes } from '../problems/ProblemNotes.tsx'
import { Section } from '../Section.tsx'
import { Faults } from '../structures/Faults.tsx'
import { Structures } from '../structures/Structures.tsx'
import { Unrecognised } from '../verdict/Unrecognised.tsx'
import { VerdictSection } from '../verdict/Verdict.tsx'
import { ExportLine, showExport } from './ExportLine.tsx'
import { FactsOfImage } from './FactsOfImage.tsx'
import { LookInside } from './LookInside.tsx'

export interface ImageReportViewProps {
  readonly report: ImageReport
  /** What is known to be wrong with it. */
  readonly findings: readonly Finding[]
  readonly locating: Locating
  /** Opens the image on the inspector's page. */
  readonly onInspect: (tab: InspectorTab) => void
  readonly onLayer?: ((layer: ChainLayer) => void) | undefined
  /** What is lost with it, behind what is wrong with it. */
  readonly first?: ReactNode
  /** What the node says of it, below the chain. */
  readonly children?: ReactNode
}

/** An image in the detail pane: what is wrong, its facts, its chain, and the way to what is inside. */
export function ImageReportView(props: ImageReportViewProps) {
  const { report, findings, locating, onLayer, onInspect, first, children } = props
  const { t } = useTranslation()
  const at = useRootAt()
  const index = useNodeIndex()
  const above = aboveLayer(report.chain.layers[0]?.path ?? report.path, index)
  return (
    <>
      <Unrecognised verdict={report.verdict} />
      <ProblemNotes problems={findings} at={at} />
      {first}
      <FactsOfImage report={report} locating={locating} />
      <Section title={t('chain.title')}>
        <ChainStrip
          report={report}
          locating={locating}
          onLayer={onLayer}
          above={above && <OnLayer of={above.next} />}
        />
      </Section>
      <LookInside
        onInspect={onInspect}
        onExport={report.exported === undefined ? undefined : showExport}
      />
      <ExportLine report={report} findings={findings} newest={above?.top.name} />
      {children}
      <ImageFault report={report} />
      <VerdictSection verdict={report.verdict} problems={findings} />
      {/* The tables of a qcow2 image need the page's width. */}
      {report.details.qcow2 === undefined ? (
        <Structures details={report.details} />
      ) : (
        <Faults faults={report.details.faults} />
      )}
    </>
  )
}

/** Why the content cannot be read, where a problem does not say so already. */
export function ImageFault({ report }: { readonly report: ImageReport }) {
  const { t } = useTranslation()
  const { fault } = report.details.summary
  const isTold = report.findings.some(({ code }) => code === 'image-fault' || code === 'truncated')
  if (fault === undefined || isTold) return undefined
  return (
    <Section title={t('findings.code.image-fault.title')}>
      <p>{t(`fault.${fault.code}`)}</p>
      <FaultText fault={fault} />
    </Section>
  )
}
