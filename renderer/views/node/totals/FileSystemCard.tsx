import { useTranslation } from 'react-i18next'
import { type LackingDisks, mayBeCopies } from '../../../../shared/analysis/hosts/space-of-host.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { elsewhereText } from '../../../../shared/report/elsewhere-text.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { showName } from '../../../format/path.ts'
import { TotalCard as Card } from './TotalCard.tsx'
import classes from './Totals.module.css'

/** What was opened lies on stands with the storage; here it would be taken for what the disks are on. */
export function OtherSpaceCard({ why }: { readonly why: LackingDisks }) {
  const { t } = useTranslation()
  const note = (
    <span title={t(`accounting.nova.unknown.${why}`)}>{t(`accounting.otherSpace.${why}`)}</span>
  )
  return <Card title={t('totals.fileSystem')} value="–" note={note} />
}

export function FileSystemCard({ view }: { readonly view: NodeView }) {
  const { t, i18n } = useTranslation()
  const { fileSystem, accounting, totals } = view
  if (fileSystem === undefined) {
    return <Card title={t('totals.fileSystem')} value="–" note={t('totals.noFileSystem')} />
  }
  const { total, free, available, type, mountPoint, readOnly } = fileSystem
  const { elsewhere } = accounting.growth
  const language = offeredLanguage(i18n.language)
  const store = elsewhereText('fileSystem', elsewhere, totals.disks > 0, language)
  const isOfFolder = mayBeCopies(accounting.growth.unknown)
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
        <span
          className={classes['parts']}
          title={[label, kept, mount, store].filter(Boolean).join('\n')}
        >
          <span>{label}</span>{' '}
          {isOfFolder && <span className={classes['more']}>{t('totals.ofFolder')}</span>}
          {kept !== '' && !isOfFolder && (
            <span className={classes['more']} title={t('totals.reservedHint')}>
              {kept}
            </span>
          )}
          {mount !== undefined && !isOfFolder && <span className={classes['more']}>{mount}</span>}
          {readOnly && <span className={classes['more']}>{t('totals.readOnlyMount')}</span>}
          {store !== undefined && <span className={classes['more']}>{store}</span>}
        </span>
      }
    />
  )
}
