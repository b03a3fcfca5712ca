import { useTranslation } from 'react-i18next'
import { type HostOf, hostLabels } from '../../../../shared/analysis/hosts/host-label.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import type { Language } from '../../../../shared/ipc/contract.ts'
import { useScan } from '../../../stores/context.tsx'
import { keptBy } from '../kept-by.ts'

const noView = {}
const labelsOf: Readonly<Record<Language, (view: Pick<NodeView, 'nodes'>) => HostOf>> = {
  en: keptBy((view) => hostLabels(view, 'en')),
  'zh-CN': keptBy((view) => hostLabels(view, 'zh-CN')),
}

/** Tells the host of a path once the scan has ended; nothing where one alone was opened. */
export function useHostOf(): HostOf {
  const { i18n } = useTranslation()
  return labelsOf[offeredLanguage(i18n.language)](useScan(({ view }) => view) ?? noView)
}
