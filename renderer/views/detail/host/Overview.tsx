import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { isUnrecognised } from '../../../../shared/analysis/opened/unrecognised.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { BasesChart } from '../../../charts/BasesChart.tsx'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { useShowList } from '../../node/useShowList.ts'
import { DetailHead } from '../DetailHead.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { ByKind } from './ByKind.tsx'
import { CanBeFreed } from './CanBeFreed.tsx'
import { Growth } from './Growth.tsx'
import { Hosts } from './Hosts.tsx'
import { ImageCache } from './ImageCache.tsx'
import { ImageFolders } from './ImageFolders.tsx'
import { LargestInstances } from './LargestInstances.tsx'
import { NovaNumbers } from './NovaNumbers.tsx'
import styles from './Overview.module.css'
import { ProblemsFound } from './ProblemsFound.tsx'
import { Setup } from './Setup.tsx'
import { SharingHosts, Storage } from './Storage.tsx'

/** The node as a whole, until a row is selected. */
export function Overview() {
  const { t } = useTranslation()
  const latest = useScan(({ view }) => view)
  const view = useDeferredValue(latest)
  const { select } = useView(selectViewActions)
  const showList = useShowList()
  const showBase = (path: TreePath | undefined) =>
    path === undefined ? showList('bases') : select({ kind: 'image', path })
  return (
    <>
      <DetailHead title={t('detail.overview')} />
      <div className={classes['body']} aria-busy={view !== latest}>
        {view === undefined ? (
          <p className={classes['message']}>{t('detail.empty')}</p>
        ) : (
          <div className={styles['cards']}>
            {!saysNothing(view) && <ProblemsFound view={view} />}
            {!saysNothing(view) && <CanBeFreed view={view} />}
            <LargestInstances rows={view.instances} />
            {view.nodes && <Hosts nodes={view.nodes} />}
            {view.accounting.nova && (
              <NovaNumbers nova={view.accounting.nova} stores={view.accounting.growth.elsewhere} />
            )}
            <Growth growth={view.accounting.growth} />
            <ByKind view={view} />
            {view.bases.length > 0 && (
              <Section title={t('detail.topBases')}>
                <BasesChart view={view} onShow={showBase} />
              </Section>
            )}
            <ImageFolders view={view} />
            {view.accounting.cache && <ImageCache cache={view.accounting.cache} />}
            <Setup layout={view.layout} />
            {view.storage && <Storage fileSystems={view.storage.fileSystems} />}
            {view.storage && view.nodes === undefined && (
              <SharingHosts hosts={view.storage.hosts} />
            )}
          </div>
        )}
      </div>
    </>
  )
}

/** That nothing is wrong, and nothing to be freed, says nothing of what nobody knows. */
function saysNothing(view: NodeView): boolean {
  return isUnrecognised(view) && view.findings.length === 0
}
