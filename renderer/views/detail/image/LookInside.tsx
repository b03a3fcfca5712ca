import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InspectorTab } from '../../../stores/view-state.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

const tabs = ['structure', 'check', 'map'] as const

interface LookInsideProps {
  readonly onInspect: (tab: InspectorTab) => void
  /** Leads to how the disk is exported; left out where nothing is said of that. */
  readonly onExport?: (() => void) | undefined
}

/** The ways from the detail pane to what the inspector's page shows of an image, and to its export below. */
export function LookInside({ onInspect, onExport }: LookInsideProps) {
  const { t } = useTranslation()
  return (
    <Section title={t('inspector.look')}>
      <div className={classes['buttons']}>
        {tabs.map((tab) => (
          <Button key={tab} variant="default" onClick={() => onInspect(tab)}>
            {t(`inspector.tabs.${tab}`)}
          </Button>
        ))}
        {onExport && (
          <Button variant="default" onClick={onExport}>
            {t('exportLine.title')}
          </Button>
        )}
      </div>
    </Section>
  )
}
