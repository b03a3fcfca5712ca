import { Button, Loader } from '@mantine/core'
import { FilterX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useScan, useView } from '../../../stores/context.tsx'
import { isActive } from '../../../stores/scan-state.ts'
import { selectViewActions } from '../../../stores/view.ts'
import type { Scope } from '../../../stores/view-state.ts'
import { Empty } from './Empty.tsx'

/** Rows there are, but the filter lets none pass, or none that has been found so far. */
export function NoMatch({ scope }: { readonly scope: Scope }) {
  const { t } = useTranslation()
  const text = useView(({ scopes }) => scopes[scope].filter)
  const severity = useView(({ severity }) => severity)
  const isScanning = useScan(isActive)
  const { filter, clearBase, showSeverity } = useView(selectViewActions)
  const noMatchText = () => {
    if (text !== '') return t('grid.noMatchText', { filter: text })
    return scope === 'problems' && severity !== undefined
      ? t('problems.noneOf', { severity: t(`problems.severity.${severity}`) })
      : t('grid.noMatchBase')
  }
  const clear = () => {
    filter(scope, '')
    if (scope === 'instances') clearBase()
    if (scope === 'problems') showSeverity(undefined)
  }
  return (
    <Empty
      icon={isScanning ? <Loader size="sm" /> : <FilterX size={30} />}
      title={t(isScanning ? 'grid.noMatchYet' : 'grid.noMatchTitle')}
      text={isScanning ? t('grid.stillScanning') : noMatchText()}
    >
      <Button variant="default" onClick={clear}>
        {t('filter.clear')}
      </Button>
    </Empty>
  )
}
