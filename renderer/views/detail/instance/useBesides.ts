import { useTranslation } from 'react-i18next'
import { isState } from '../../../../shared/analysis/accounting/travel/needed-files.ts'
import type { Travel } from '../../../../shared/analysis/accounting/travel/travel.ts'
import { sum } from '../../../../shared/analysis/sizes/sum.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { useNames } from '../../../components/useNames.ts'

/**
 * What the host keeps of an instance outside of its folder, which is in none of its sizes: its saved
 * memory, the variables of its firmware and the state of its TPM go with it when Nova deletes it.
 */
export function useBesides(travel: Travel | undefined): string | undefined {
  const { t } = useTranslation()
  const names = useNames()
  const files = (travel?.needed ?? []).flatMap(({ kind, allocated = 0 }) =>
    allocated > 0 && (kind === 'memory' || isState({ kind })) ? [{ kind, allocated }] : [],
  )
  if (files.length === 0) return undefined
  const kinds = [...new Set(files.map(({ kind }) => kind))]
  return t('accounting.besides', {
    size: formatSize(sum(files.map(({ allocated }) => allocated))),
    names: names(kinds.map((kind) => t(`accounting.travel.kind.${kind}`))),
  })
}
