import { type HostOf, hostLabels } from '../../../../shared/analysis/hosts/host-label.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { useScan } from '../../../stores/context.tsx'
import { keptBy } from '../kept-by.ts'

const noView = {}
const labelsOf = keptBy((view: Pick<NodeView, 'nodes'>): HostOf => hostLabels(view))

/** Tells the host of a path once the scan has ended; nothing where one alone was opened. */
export function useHostOf(): HostOf {
  return labelsOf(useScan(({ view }) => view) ?? noView)
}
