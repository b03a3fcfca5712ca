import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InspectorTab } from '../../../stores/view-state.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

const tabs = ['structure', 'check', 'map'] as const

/** The ways from the detail pane to what the inspector's page shows of an image. */
export function LookInside(props: { readonly onInspect: (tab: InspectorTab) => void }) {
  const { t } = useTranslation()
  return (
    <Section title={t('inspector.look')}>
      <div className={classes['buttons']}>
        {tabs.map((tab) => (
          <Button key={tab} variant="default" onClick={() => props.onInspect(tab)}>
            {t(`inspector.tabs.${tab}`)}
          </Button>
        ))}
      </div>
    </Section>
  )
}
