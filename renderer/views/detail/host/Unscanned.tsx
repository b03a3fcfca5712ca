import { useTranslation } from 'react-i18next'
import { mainOf } from '../../../../shared/analysis/hosts/main-file-system.ts'
import type { UsedFileSystem } from '../../../../shared/analysis/hosts/storage.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { sum } from '../../../../shared/analysis/sizes/sum.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import type { BesideFolder } from '../../../../shared/scan/layout.ts'
import { showName } from '../../../format/path.ts'
import { sumText } from '../../../format/sum-text.ts'
import classes from '../detail.module.css'

/** What is used on a file system beside what was scanned, and which usual folders it is. */
export function Unscanned({ used }: { readonly used: UsedFileSystem }) {
  const { t } = useTranslation()
  const { unscanned, beside = [] } = used
  return (
    <>
      {unscanned !== undefined && (
        <span className={classes['under']} title={t('identity.storage.unscannedHint')}>
          {t('identity.storage.unscanned', { size: formatSize(unscanned) })}
        </span>
      )}
      {beside.map((folder) => (
        <Folder key={folder.path} folder={folder} />
      ))}
      <Rest used={used} />
    </>
  )
}

/** What of it is in none of the usual folders: something that somebody put elsewhere, or that is deleted and still open. */
function Rest({ used: { unscanned = 0, beside = [] } }: { readonly used: UsedFileSystem }) {
  const { t } = useTranslation()
  const rest = unscanned - sum(beside.map(({ allocated }) => allocated))
  // Of folders that were not looked through to the end the rest may be theirs.
  if (beside.length === 0 || beside.some(({ atLeast }) => atLeast) || rest <= 0) return undefined
  return (
    <span className={classes['under']} title={t('identity.storage.unscannedHint')}>
      {t('identity.storage.elsewhere', { size: formatSize(rest) })}
    </span>
  )
}

function Folder({ folder: { path, allocated, atLeast } }: { readonly folder: BesideFolder }) {
  const { t } = useTranslation()
  return (
    <span className={classes['under']} title={t('identity.storage.besideHint')}>
      <span className="selectable" data-look="mono">
        {showName(path)}
      </span>{' '}
      {sumText(allocated, atLeast === true)}
    </span>
  )
}

/** Below what was scanned: what else is on the same file system. */
export function UnscannedOfNode({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const { unscanned } = mainOf(view) ?? {}
  if (unscanned === undefined) return undefined
  return (
    <p className={classes['faint']} title={t('identity.storage.unscannedHint')}>
      {t('identity.storage.unscannedOfNode', { size: formatSize(unscanned) })}
    </p>
  )
}
