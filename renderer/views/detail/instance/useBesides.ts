import { useTranslation } from 'react-i18next'
import { isUncounted } from '../../../../shared/analysis/accounting/forest/forest.ts'
import {
  isState,
  type NeededFile,
} from '../../../../shared/analysis/accounting/travel/needed-files.ts'
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
  const files = (travel?.needed ?? []).filter(isBeside)
  if (files.length === 0) return undefined
  const kinds = [...new Set(files.map(({ kind }) => kind))]
  const told = names(kinds.map((kind) => t(`accounting.travel.kind.${kind}`)))
  const counted = files.filter((file) => !isUncounted(file))
  if (counted.length === 0) return t('accounting.besidesUnknown', { names: told })
  const size = formatSize(sum(counted.map(({ allocated = 0 }) => allocated)))
  const isAll = counted.length === files.length
  return t('accounting.besides', { size: isAll ? size : `≥ ${size}`, names: told })
}

function isBeside(file: NeededFile): boolean {
  const isThere = (file.allocated ?? 0) > 0 || isUncounted(file)
  return isThere && (file.kind === 'memory' || isState(file))
}
