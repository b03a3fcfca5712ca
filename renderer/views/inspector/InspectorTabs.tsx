import { Tabs } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/ipc/contract.ts'
import { isFocusLost } from '../../grid/lost-focus.ts'
import type { InspectorTab } from '../../stores/view-state.ts'
import { CheckIcon } from './check/CheckIcon.tsx'
import { CheckTab } from './check/CheckTab.tsx'
import { useCheckReport } from './check/useCheckReport.ts'
import { checkVerdict } from './check/verdict-of.ts'
import classes from './InspectorTabs.module.css'
import { MapTab } from './map/MapTab.tsx'
import { Overview, type OverviewProps } from './Overview.tsx'
import { SinceRead } from './SinceRead.tsx'
import { StructureTab } from './structure/StructureTab.tsx'

interface InspectorTabsProps extends OverviewProps {
  /** Why what was asked for since could not be done. */
  readonly failure: Failure | undefined
  readonly tab: InspectorTab
  readonly onTab: (tab: InspectorTab) => void
  /** How many images are open. */
  readonly images: number
}

const tabs: readonly InspectorTab[] = ['overview', 'structure', 'check', 'map']

/** What of an image is shown: its overview, its structures, its check or its map. */
export function InspectorTabs({ tab, onTab, images, failure, ...overview }: InspectorTabsProps) {
  const { t } = useTranslation()
  const { details, chain } = overview.report
  const list = useTabFocus(overview.report, images)
  return (
    <Tabs
      value={tab}
      onChange={(value) => onTab(tabs.find((one) => one === value) ?? 'overview')}
      keepMounted={false}
      className={classes['tabs'] ?? ''}
    >
      <Tabs.List
        ref={list}
        data-region="tabs"
        aria-label={t('inspector.tabs.label')}
        className={classes['list'] ?? ''}
      >
        {tabs.map((one) =>
          one === 'check' ? (
            <TabOfCheck key={one} />
          ) : (
            <Tabs.Tab key={one} value={one}>
              {t(`inspector.tabs.${one}`)}
            </Tabs.Tab>
          ),
        )}
      </Tabs.List>
      <SinceRead failure={failure} />
      <Tabs.Panel
        value="overview"
        tabIndex={0}
        data-region="content"
        className={classes['panel'] ?? ''}
      >
        <Overview {...overview} />
      </Tabs.Panel>
      <Tabs.Panel
        value="structure"
        tabIndex={0}
        data-region="content"
        className={classes['panel'] ?? ''}
      >
        <StructureTab details={details} />
      </Tabs.Panel>
      <Tabs.Panel
        value="check"
        tabIndex={0}
        data-region="content"
        className={classes['panel'] ?? ''}
      >
        <CheckTab details={details} chain={chain} />
      </Tabs.Panel>
      <Tabs.Panel
        value="map"
        data-region="content"
        className={`${classes['panel']} ${classes['whole']}`}
      >
        <MapTab />
      </Tabs.Panel>
    </Tabs>
  )
}

/** Says from every tab what the check came to. */
function TabOfCheck() {
  const { t } = useTranslation()
  const report = useCheckReport()
  if (report === undefined) return <Tabs.Tab value="check">{t('inspector.tabs.check')}</Tabs.Tab>
  const verdict = checkVerdict(report.check)
  const told = t('inspector.check.came', { verdict: t(`inspector.check.${verdict}`) })
  return (
    <Tabs.Tab
      value="check"
      aria-label={told}
      title={told}
      rightSection={<CheckIcon verdict={verdict} size={14} />}
    >
      {t('inspector.tabs.check')}
    </Tabs.Tab>
  )
}

/**
 * The row or link that led to an image is gone when it shows, and the tabs of images with the last but
 * one of them: the current tab takes the focus.
 */
function useTabFocus(report: InspectorTabsProps['report'], images: number) {
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each image, and each that is closed
  useLayoutEffect(() => {
    if (!isFocusLost()) return
    list.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  }, [report, images])
  return list
}
