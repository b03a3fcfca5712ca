import { useTranslation } from 'react-i18next'
import { type OtherSpace, otherSpaceOf } from '../../../../shared/analysis/hosts/space-of-host.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { isAllocatedAtLeast, isPartial } from '../../../../shared/analysis/sizes/partial.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { elsewhereText } from '../../../../shared/report/elsewhere-text.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { showName } from '../../../format/path.ts'
import { sumText } from '../../../format/sum-text.ts'
import { useScan } from '../../../stores/context.tsx'
import { kindParts } from '../kinds.ts'
import { TotalCard as Card } from './TotalCard.tsx'
import classes from './Totals.module.css'
import { VirtualCards } from './VirtualCards.tsx'

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
  const otherSpace = otherSpaceOf(view.accounting.growth.unknown)
  return (
    <>
      {otherSpace ? <OtherSpaceCard why={otherSpace} /> : <FileSystemCard view={view} />}
      <AllocatedCard view={view} />
      <VirtualCards view={view} available={otherSpace ? undefined : view.fileSystem?.available} />
    </>
  )
}

/** While the scan runs only what is allocated so far is known, and of one that failed nothing more. */
function Waiting() {
  const { t } = useTranslation()
  const allocated = useScan(({ progress }) => progress?.allocated)
  const hasFailed = useScan(({ failure }) => failure !== undefined)
  const later = t(hasFailed ? 'banner.scanFailed' : 'totals.afterScan')
  const dash = <span className={classes['dash']}>–</span>
  return (
    <>
      <Card title={t('totals.fileSystem')} value={dash} note={later} />
      <Card
        title={t('totals.allocated')}
        value={allocated === undefined ? dash : formatSize(allocated)}
        note={hasFailed ? later : t('totals.soFar')}
        explain="totalAllocated"
      />
      <Card title={t('totals.virtual')} value={dash} note={later} explain="virtual" />
      <Card title={t('totals.overcommit')} value={dash} note={later} explain="overcommit" />
    </>
  )
}

/** What the copy lies on stands with the storage; here it would be taken for the host's. */
function OtherSpaceCard({ why }: { readonly why: OtherSpace }) {
  const { t } = useTranslation()
  const note = (
    <span title={t(`accounting.nova.unknown.${why}`)}>{t(`accounting.otherSpace.${why}`)}</span>
  )
  return <Card title={t('totals.fileSystem')} value="–" note={note} />
}

function FileSystemCard({ view }: { readonly view: NodeView }) {
  const { t, i18n } = useTranslation()
  const { fileSystem, accounting, totals } = view
  if (fileSystem === undefined) {
    return <Card title={t('totals.fileSystem')} value="–" note={t('totals.noFileSystem')} />
  }
  const { total, free, available, type, mountPoint, readOnly } = fileSystem
  const { elsewhere } = accounting.growth
  const language = offeredLanguage(i18n.language)
  const store = elsewhereText('fileSystem', elsewhere, totals.disks > 0, language)
  const used = total - free
  // What root alone may take, or the file system itself: neither used nor for the disks.
  const reserved = Math.max(0, free - available)
  const label = t('totals.usedOf', { used: formatSize(used), total: formatSize(total) })
  const kept = reserved === 0 ? '' : t('totals.reserved', { size: formatSize(reserved) })
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
          parts={[
            { key: 'used', value: used, color: 'var(--bar-fill)' },
            { key: 'reserved', value: reserved, color: 'var(--bar-reserved)' },
          ]}
          whole={total}
          label={[label, kept].filter(Boolean).join('\n')}
        />
      }
      note={
        <span className={classes['parts']} title={[label, mount, store].filter(Boolean).join('\n')}>
          <span>{label}</span>{' '}
          {kept !== '' && (
            <span className={classes['more']} title={t('totals.reservedHint')}>
              {kept}
            </span>
          )}
          {mount !== undefined && <span className={classes['more']}>{mount}</span>}
          {readOnly && <span className={classes['more']}>{t('totals.readOnlyMount')}</span>}
          {store !== undefined && <span className={classes['more']}>{store}</span>}
        </span>
      }
    />
  )
}

function AllocatedCard({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const parts = kindParts(view.totals.byKind)
  const least = isAllocatedAtLeast(view)
  const shown = parts.filter(({ value }) => value > 0)
  const label = shown.map(({ key, value }) => `${t(`kinds.${key}`)}: ${sumText(value, least)}`)
  return (
    <Card
      title={t('totals.allocated')}
      explain="totalAllocated"
      value={<AllocatedSum view={view} />}
      bar={<StackedBar parts={parts} label={label.join('\n')} />}
      note={
        <ul className={classes['legend']} title={label.join('\n')}>
          {shown.map(({ key, color, value }) => (
            <li key={key}>
              <span className={classes['dot']} style={{ background: color }} />
              {t(`kinds.${key}`)} <b>{sumText(value, least)}</b>
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** What could not be read, or was not looked at, may take more. */
function AllocatedSum({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const { allocated, hidden, unreadable } = view.totals
  const least = hidden === unreadable ? 'unknown.entriesLeast' : 'unknown.someEntriesLeast'
  if (!isAllocatedAtLeast(view)) return formatSize(allocated)
  const why = [
    ...(isPartial(view) ? [t('unknown.partialLeast')] : []),
    ...(hidden > 0 ? [t(least, { count: hidden, all: unreadable })] : []),
  ]
  return <span title={why.join('\n')}>{sumText(allocated, true)}</span>
}
