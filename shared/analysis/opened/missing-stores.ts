import { finding } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { OpenedPart } from '../../scan/layout.ts'

/**
 * Stores that glance-api.conf sets and that are not here. What is shown of Glance instead lies at a usual
 * place, or was opened beside it.
 */
export function missingStoreFindings(parts: readonly OpenedPart[]): readonly Finding[] {
  const opened = parts.filter(({ kind }) => kind === 'glance')
  const beside = opened.flatMap(({ layout }) => layout.glancePaths)
  return parts.flatMap(({ layout: { missingStores, glanceConf = '' } }) => {
    const { stores = [], usual = [] } = missingStores ?? {}
    const [taken] = [...beside, ...usual]
    const severity = beside.length > 0 ? 'info' : 'warning'
    return stores.map((store) => {
      const kind = store.folder === undefined ? 'untold' : 'named'
      const evidence =
        taken === undefined ? { case: kind, ...store } : { case: `${kind}-taken`, ...store, taken }
      return finding('missing-store', { kind: 'text', path: glanceConf }, evidence, severity)
    })
  })
}
