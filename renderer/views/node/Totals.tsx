import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeView, Totals as TotalsData } from '../../../shared/analysis/model.ts'
import type { FileSystemStat } from '../../../shared/files/tree.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { Explain } from '../../components/Explain.tsx'
import { StackedBar } from '../../components/StackedBar.tsx'
import { formatPercent, formatRatio } from '../../format/number.ts'
import { showName } from '../../format/path.ts'
import type { ExplainKey } from '../../grid/columns.ts'
import { useScan } from '../../stores/context.tsx'
import { kindParts } from './kinds.ts'
import classes from './Totals.module.css'

/** The node in four numbers. */
export function Totals() {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  return (
    <section className={classes['totals']} aria-label={t('totals.label')}>
      {view === undefined ? <Waiting /> : <Known view={view} />}
    </section>
  )
}

function Known({ view }: { readonly view: NodeView }) {
  return (
    <>
      <FileSystemCard fileSystem={view.fileSystem} />
      <AllocatedCard totals={view.totals} />
      <VirtualCard totals={view.totals} />
      <OvercommitCard totals={view.totals} available={view.fileSystem?.available} />
    </>
  )
}

/** While the scan runs only what is allocated so far is known. */
function Waiting() {
  const { t } = useTranslation()
  const allocated = useScan(({ progress }) => progress?.allocated)
  const dash = <span className={classes['dash']}>–</span>
  return (
    <>
      <Card title={t('totals.fileSystem')} value={dash} note={t('totals.afterScan')} />
      <Card
        title={t('totals.allocated')}
        value={allocated === undefined ? dash : formatSize(allocated)}
        note={t('totals.soFar')}
        explain="totalAllocated"
      />
      <Card
        title={t('totals.virtual')}
        value={dash}
        note={t('totals.afterScan')}
        explain="virtual"
      />
      <Card
        title={t('totals.overcommit')}
        value={dash}
        note={t('totals.afterScan')}
        explain="overcommit"
      />
    </>
  )
}

interface CardProps {
  readonly title: string
  readonly value: ReactNode
  readonly note: ReactNode
  readonly explain?: ExplainKey
  readonly tone?: 'warning' | undefined
  readonly bar?: ReactNode
}

function Card({ title, value, note, explain, tone, bar }: CardProps) {
  return (
    <div className={classes['card']}>
      <div className={classes['title']}>
        {title}
        {explain && <Explain of={explain} title={title} />}
      </div>
      <div className={classes['value']}>{value}</div>
      {bar ?? <div className={classes['noBar']} />}
      <div className={classes['note']} data-tone={tone}>
        {note}
      </div>
    </div>
  )
}

function FileSystemCard({ fileSystem }: { readonly fileSystem: FileSystemStat | undefined }) {
  const { t } = useTranslation()
  if (fileSystem === undefined) {
    return <Card title={t('totals.fileSystem')} value="–" note={t('totals.noFileSystem')} />
  }
  const { total, free, available, type, mountPoint, readOnly } = fileSystem
  const used = total - free
  const label = t('totals.usedOf', { used: formatSize(used), total: formatSize(total) })
  const mount =
    mountPoint === undefined
      ? type
      : t('totals.mountedAt', {
          type: type ?? t('totals.unknownType'),
          mount: showName(mountPoint),
        })
  return (
    <Card
      title={t('totals.fileSystem')}
      value={
        <>
          {formatSize(available)} <small>{t('totals.free')}</small>
        </>
      }
      bar={
        <StackedBar
          parts={[{ key: 'used', value: used, color: 'var(--bar-fill)' }]}
          whole={total}
          label={label}
        />
      }
      note={
        <span title={[label, mount].filter(Boolean).join('\n')}>
          {label}
          {mount !== undefined && <span className={classes['more']}>{mount}</span>}
          {readOnly && <span className={classes['more']}>{t('totals.readOnlyMount')}</span>}
        </span>
      }
    />
  )
}

function AllocatedCard({ totals }: { readonly totals: TotalsData }) {
  const { t } = useTranslation()
  const parts = kindParts(totals.byKind)
  const shown = parts.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value)
  const label = shown.map(({ key, value }) => `${t(`kinds.${key}`)}: ${formatSize(value)}`)
  return (
    <Card
      title={t('totals.allocated')}
      explain="totalAllocated"
      value={formatSize(totals.allocated)}
      bar={<StackedBar parts={parts} label={label.join('\n')} />}
      note={
        <ul className={classes['legend']} title={label.join('\n')}>
          {shown.map(({ key, color, value }) => (
            <li key={key}>
              <span className={classes['dot']} style={{ background: color }} />
              {t(`kinds.${key}`)} <b>{formatSize(value)}</b>
            </li>
          ))}
        </ul>
      }
    />
  )
}

function VirtualCard({ totals }: { readonly totals: TotalsData }) {
  const { t } = useTranslation()
  return (
    <Card
      title={t('totals.virtual')}
      explain="virtual"
      value={totals.disks === 0 ? '–' : formatSize(totals.virtual)}
      bar={
        <StackedBar
          parts={[
            {
              key: 'allocated',
              value: Math.max(0, totals.virtual - totals.overcommit),
              color: 'var(--bar-fill)',
            },
          ]}
          whole={totals.virtual}
          label={t('chain.sizeOf', {
            allocated: formatSize(Math.max(0, totals.virtual - totals.overcommit)),
            virtual: formatSize(totals.virtual),
          })}
        />
      }
      note={t('totals.disksOf', {
        count: totals.disks,
        instances: t('totals.instances', { count: totals.instances }),
      })}
    />
  )
}

function OvercommitCard(props: {
  readonly totals: TotalsData
  readonly available: number | undefined
}) {
  const { t } = useTranslation()
  const { overcommit } = props.totals
  const { available } = props
  const isOver = available !== undefined && overcommit > available
  const note = () => {
    if (available === undefined) return t('totals.overcommitNoFree')
    if (available > 0 && isOver) {
      return t('totals.overcommitRatio', { ratio: formatRatio(overcommit, available) })
    }
    return t('totals.overcommitFits', { percent: formatPercent(overcommit, available) })
  }
  return (
    <Card
      title={t('totals.overcommit')}
      explain="overcommit"
      value={formatSize(overcommit)}
      bar={
        available !== undefined && (
          <StackedBar
            parts={[
              {
                key: 'over',
                value: overcommit,
                color: isOver ? 'var(--kind-leftovers)' : 'var(--bar-fill)',
              },
            ]}
            whole={Math.max(overcommit, available)}
            label={note()}
          />
        )
      }
      note={note()}
      tone={isOver ? 'warning' : undefined}
    />
  )
}
