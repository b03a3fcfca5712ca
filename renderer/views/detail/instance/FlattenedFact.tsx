import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TravelDoubt } from '../../../../shared/analysis/accounting/travel/travel-doubt.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Fact, SizeFact } from '../../../components/Facts.tsx'
import { FailureText } from '../../../components/FailureText.tsx'
import { FaultText } from '../../../components/FaultText.tsx'
import { FactNote } from './FactNote.tsx'
import { type Flattened, useFlattened } from './useFlattened.ts'

interface FlattenedFactProps {
  readonly row: InstanceRow
  readonly doubt: TravelDoubt | undefined
}

/** What is not whole is not measured: its size would be that of something else. */
export function FlattenedFact({ row, doubt }: FlattenedFactProps) {
  const { t } = useTranslation()
  const { state, measure, cancel } = useFlattened(row.id, row.disks)
  if (row.disks.length === 0) return undefined
  const name = t('accounting.travel.flattened')
  if (doubt === 'chain' || doubt === 'refused' || doubt === 'unread') {
    const unknown = t(`accounting.travel.doubt.${doubt}`)
    return <SizeFact name={name} explain="flattened" bytes={undefined} unknown={unknown} />
  }
  if (state.kind === 'done') return <MeasuredFact name={name} measured={state} />
  const isMeasuring = state.kind === 'measuring'
  return (
    <Fact name={name} explain="flattened">
      {state.kind === 'failed' && <FailureText failure={state.failure} />}
      {state.kind === 'refused' && <FaultText fault={state.fault} />}
      <Button
        size="compact-xs"
        variant="default"
        loading={isMeasuring}
        onClick={() => void measure()}
      >
        {t('accounting.travel.measure')}
      </Button>
      {isMeasuring && (
        <Button size="compact-xs" variant="subtle" onClick={cancel}>
          {t('inspector.task.cancel')}
        </Button>
      )}
    </Fact>
  )
}

interface MeasuredFactProps {
  readonly name: string
  readonly measured: Extract<Flattened, { readonly kind: 'done' }>
}

function MeasuredFact({ name, measured: { required, exact, missing } }: MeasuredFactProps) {
  const { t } = useTranslation()
  return (
    <>
      <SizeFact name={name} explain="flattened" bytes={required} />
      {!exact && <FactNote>{t('accounting.travel.about')}</FactNote>}
      {missing > 0 && (
        <FactNote>{t('accounting.travel.missing', { size: formatSize(missing) })}</FactNote>
      )}
    </>
  )
}
