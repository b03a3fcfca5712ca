import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import type { PlannedStep } from './plan-table.ts'

interface ChooseProps {
  readonly shown: readonly PlannedStep[]
  readonly isFiltered: boolean
}

/** Chooses what is shown and nothing else, or lets it go. */
export function ChooseButton({ shown, isFiltered }: ChooseProps) {
  const { t } = useTranslation()
  const ticked = useView(({ ticked }) => ticked)
  const { tick } = useView(selectViewActions)
  const isAll = shown.length > 0 && shown.every(({ id }) => ticked.has(id))
  const word = isAll ? 'clear' : 'all'
  return (
    <Button
      size="compact-sm"
      variant="default"
      disabled={shown.length === 0}
      onClick={() =>
        tick(
          shown.map(({ id }) => id),
          !isAll,
        )
      }
    >
      {t(`plan.bar.${isFiltered ? (`${word}Shown` as const) : word}`)}
    </Button>
  )
}
