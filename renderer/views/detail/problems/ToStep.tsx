import { Button } from '@mantine/core'
import { ListChecks } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isStep } from '../../../../shared/analysis/cleanup/stages.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { useView } from '../../../stores/context.tsx'
import { stepId } from '../../../stores/step-id.ts'
import { selectViewActions } from '../../../stores/view.ts'

/** From what a finding is about to its step in the clean-up plan, where it has one. */
export function ToStep({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation()
  const { showStep } = useView(selectViewActions)
  const isOnNode = useView(({ screen }) => screen.kind === 'node')
  if (!isOnNode || !isStep(finding)) return undefined
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<ListChecks size={13} />}
      onClick={() => showStep(stepId(finding))}
    >
      {t('plan.link')}
    </Button>
  )
}
