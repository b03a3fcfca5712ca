import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import {
  isAllocatedAtLeast,
  isNothingOpen,
  isPartial,
} from '../../../../shared/analysis/sizes/partial.ts'
import { BasesChart } from '../../../charts/BasesChart.tsx'
import { Fold } from '../../../components/Fold.tsx'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { formatPercent } from '../../../format/number.ts'
import { sumText } from '../../../format/sum-text.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { type Kind, kindParts } from '../../node/kinds.ts'
import { DetailHead } from '../DetailHead.tsx'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { Growth } from './Growth.tsx'
import { Hosts } from './Hosts.tsx'
import { ImageCache } from './ImageCache.tsx'
import { ImageFolders } from './ImageFolders.tsx'
import { NovaNumbers } from './NovaNumbers.tsx'
import styles from './Overview.module.css'
import { Setup } from './Setup.tsx'
import { SharingHosts, Storage } from './Storage.tsx'
import { UnscannedOfNode } from './Unscanned.tsx'

/** The node as a whole, until a row is selected. */
export function Overview() {
  const { t } = useTranslation()
  const latest = useScan(({ view }) => view)
  const view = useDeferredValue(latest)
  return (
    <>
      <DetailHead title={t('detail.overview')} />
      <div className={classes['body']} aria-busy={view !== latest}>
        {view === undefined ? (
          <p className={classes['message']}>{t('detail.empty')}</p>
        ) : (
          <>
            <ByKind view={view} />
            <ImageFolders view={view} />
            {view.nodes && <Hosts nodes={view.nodes} />}
            {view.accounting.nova && (
              <NovaNumbers nova={view.accounting.nova} stores={view.accounting.growth.elsewhere} />
            )}
            <Growth growth={view.accounting.growth} />
            {view.bases.length > 0 && (
              <Section title={t('detail.topBases')}>
                <BasesChart view={view} />
              </Section>
            )}
            {view.accounting.cache && <ImageCache cache={view.accounting.cache} />}
            <Setup layout={view.layout} />
            {view.storage && <Storage fileSystems={view.storage.fileSystems} />}
            {view.storage && view.nodes === undefined && (
              <SharingHosts hosts={view.storage.hosts} />
            )}
            <p className={styles['hint']}>{t('detail.empty')}</p>
          </>
        )}
      </div>
    </>
  )
}

/** What has a table of its own that nothing else leads to leads there. */
function KindName({ of }: { readonly of: Kind }) {
  const { t } = useTranslation()
  const { showScope } = useView(selectViewActions)
  if (of !== 'other') return t(`kinds.${of}`)
  return (
    <button type="button" className={styles['link']} onClick={() => showScope('others')}>
      {t(`kinds.${of}`)}
    </button>
  )
}

function ByKind({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const { totals } = view
  const parts = kindParts(totals.byKind)
  const least = isAllocatedAtLeast(view)
  const isOpen = isNothingOpen(view)
  return (
    <Section title={t('detail.byKind')}>
      <StackedBar parts={parts} label={t('detail.byKind')} thick />
      <table className={styles['kinds']}>
        <tbody>
          {parts.map(({ key, value, color }) => (
            <tr key={key}>
              <th scope="row">
                <span className={styles['dot']} style={{ background: color }} />
                <KindName of={key} />
              </th>
              <td>{sumText(isOpen && value === 0 ? undefined : value, least)}</td>
              <td className={styles['share']}>
                {isPartial(view) || (isOpen && value === 0)
                  ? '–'
                  : formatPercent(value, totals.allocated)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ByUse view={view} />
      <UnscannedOfNode view={view} />
      {totals.unreadable > 0 && (
        <p className={styles['unreadable']}>
          {t('totals.unreadable', { count: totals.unreadable })}
        </p>
      )}
    </Section>
  )
}

const uses = ['amortised', 'leftovers', 'unusedCache', 'unknownCache', 'others', 'rest'] as const

/** What is at least so much where something unseen may use bases that nothing seen does. */
const mayBeMore: ReadonlySet<(typeof uses)[number]> = new Set([
  'amortised',
  'leftovers',
  'unusedCache',
])

/** The same bytes by what they are for: the parts add up to what is allocated. */
function ByUse({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const { totals, accounting } = view
  const { space } = accounting
  const least = isAllocatedAtLeast(view)
  const shown = uses.filter((use) => space[use] !== 0)
  return (
    <Fold title={t('setup.byUse.title')}>
      <table className={styles['kinds']}>
        <tbody>
          {shown.map((use) => (
            <tr key={use}>
              <th scope="row">{t(`setup.byUse.${use}`)}</th>
              <Use
                bytes={space[use]}
                whole={totals.allocated}
                atLeast={least || (mayBeMore.has(use) && space.unknownCache > 0)}
              />
            </tr>
          ))}
        </tbody>
      </table>
      {(space.amortised === undefined || space.leftovers === undefined) && (
        <p className={classes['faint']}>– {t('setup.byUse.shareNotKnown')}</p>
      )}
      {space.unusedCache === undefined && (
        <p className={classes['faint']}>– {t('setup.byUse.notKnown')}</p>
      )}
    </Fold>
  )
}

interface UseProps {
  readonly bytes: number | undefined
  readonly whole: number
  readonly atLeast: boolean
}

/** Why one is not known stands below all of them. */
function Use({ bytes, whole, atLeast }: UseProps) {
  if (bytes === undefined) return <td colSpan={2}>–</td>
  return (
    <>
      <td>
        <span className={styles['size']}>{sumText(bytes, atLeast)}</span>
      </td>
      <td className={styles['share']}>{formatPercent(bytes, whole)}</td>
    </>
  )
}
