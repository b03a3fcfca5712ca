import type { ReactNode } from 'react'
import type { ChainLayer } from '../../../../shared/analysis/chain/chain-model.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { useInspector, useView } from '../../../stores/context.tsx'
import { selectInspectorActions } from '../../../stores/inspector.ts'
import { selectViewActions } from '../../../stores/view.ts'
import { selectionFor } from '../../node/node-index.ts'
import { useOpenImage } from '../../node/tables/useRowActions.tsx'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import { useRootAt } from '../../node/useRootAt.ts'
import { ProblemNotes } from '../problems/ProblemNotes.tsx'
import { useScanFindings } from '../problems/useScanFindings.ts'
import { ImageReportView } from './ImageReportView.tsx'
import { InspectNotice, InspectState } from './InspectState.tsx'
import type { Inspected } from './useInspected.ts'

interface InspectedImageProps {
  readonly path: TreePath
  readonly inspected: Inspected
  /** What the scan says of it, which needs no report: what is lost with it, and the rest. */
  readonly first?: ReactNode
  readonly children: ReactNode
}

/** What was read of an image; else why not, with what the scan found wrong. */
export function InspectedImage({ path, inspected, first, children }: InspectedImageProps) {
  const { named, report, failure, retry } = inspected
  const { locate, forget } = useInspector('detail', selectInspectorActions)
  const { select } = useView(selectViewActions)
  const index = useNodeIndex()
  const openImage = useOpenImage()
  const findings = useScanFindings(path, report)
  const at = useRootAt()
  if (report === undefined) {
    return (
      <>
        <InspectState failure={failure} onRetry={retry} />
        {failure !== undefined && <ProblemNotes problems={findings} at={at} />}
        {first}
        {children}
      </>
    )
  }
  return (
    <>
      <InspectNotice failure={failure} />
      <ImageReportView
        report={report}
        findings={findings}
        first={first}
        onInspect={(tab) => openImage(named, tab)}
        locating={{
          locate: (name) => void locate(name),
          forget: (name) => void forget(name),
        }}
        onLayer={(layer: ChainLayer) => select(selectionFor(layer.path, index))}
      >
        {children}
      </ImageReportView>
    </>
  )
}
