import { useTranslation } from 'react-i18next'
import type { SharingHost } from '../../../../shared/analysis/hosts/sharing-hosts.ts'
import type { NodeStorage, UsedFileSystem } from '../../../../shared/analysis/hosts/storage.ts'
import type { FileSystemStat, TreePath } from '../../../../shared/files/tree.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Tag } from '../../../components/cells.tsx'
import { showName } from '../../../format/path.ts'
import { formatTimeExact } from '../../../format/time.ts'
import { STORAGE_ANCHOR } from '../../node/useShowStorage.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { Unscanned } from './Unscanned.tsx'

/** What the node's files lie on. */
export function Storage({ fileSystems }: Pick<NodeStorage, 'fileSystems'>) {
  const { t } = useTranslation()
  if (fileSystems.length === 0) return undefined
  return (
    <Section title={t('identity.storage.title')} anchor={STORAGE_ANCHOR}>
      <ul className={classes['rows']}>
        {fileSystems.map((used) => (
          <FileSystem key={used.dev} used={used} />
        ))}
      </ul>
    </Section>
  )
}

/** Who else uses an instances_path. */
export function SharingHosts({ hosts }: Pick<NodeStorage, 'hosts'>) {
  const { t } = useTranslation()
  if (hosts.length === 0) return undefined
  return (
    <Section title={t('identity.storage.hosts')}>
      <ul className={classes['rows']}>
        {hosts.map((host) => (
          <Host key={host.host} host={host} />
        ))}
      </ul>
    </Section>
  )
}

/** Opened paths on one device that are named: on shared storage there may be a hundred. */
const SHOWN_PATHS = 5

function FileSystem({ used }: { readonly used: UsedFileSystem }) {
  const { t } = useTranslation()
  const { path, alsoAt = [], fileSystem } = used
  return (
    <li className={classes['entry']}>
      {fileSystem === undefined ? (
        <span className={classes['rowName']}>{t('identity.storage.unknown')}</span>
      ) : (
        <Mounted fileSystem={fileSystem} />
      )}
      <Paths paths={[path, ...alsoAt]} />
      <Unscanned used={used} />
      {fileSystem?.blocksTrusted === false && (
        <span className={classes['under']} title={t('identity.storage.untrustedHint')}>
          <Tag tone="warning">{t('identity.storage.untrusted')}</Tag>
        </span>
      )}
    </li>
  )
}

function Mounted({ fileSystem }: { readonly fileSystem: FileSystemStat }) {
  const { t } = useTranslation()
  const { type, source, mountPoint, readOnly, remote, available, total } = fileSystem
  return (
    <>
      <span className={classes['rowName']}>
        <b>{type === undefined ? t('identity.storage.unknown') : showName(type)}</b>{' '}
        {readOnly === true && <Tag>{t('identity.storage.readOnly')}</Tag>}
        {remote === true && <Tag>{t('identity.storage.remote')}</Tag>}
      </span>
      <span className={classes['rowSize']}>
        {t('identity.storage.free', { free: formatSize(available), total: formatSize(total) })}
      </span>
      <span className={`selectable ${classes['under']}`} data-look="mono">
        {[source, mountPoint]
          .flatMap((name) => name ?? [])
          .map(showName)
          .join(' → ')}
      </span>
    </>
  )
}

/** Where a device was met; the root of what was opened has no name of its own. */
function Paths({ paths }: { readonly paths: readonly TreePath[] }) {
  const { t } = useTranslation()
  const more = paths.length - SHOWN_PATHS
  return (
    <>
      {paths.slice(0, SHOWN_PATHS).map(
        (path) =>
          path !== '' && (
            <span key={path} className={`selectable ${classes['under']}`} data-look="mono">
              {showName(path)}
            </span>
          ),
      )}
      {more > 0 && <span className={classes['under']}>{t('bar.andMore', { count: more })}</span>}
    </>
  )
}

function Host({ host: shared }: { readonly host: SharingHost }) {
  const { t } = useTranslation()
  const { host, seenMs, self } = shared
  return (
    <li className={classes['entry']}>
      <span className={classes['rowName']}>
        <b title={showName(host)}>{showName(host)}</b>
      </span>
      {self && <Tag>{t('identity.storage.self')}</Tag>}
      <span className={classes['under']}>
        {t(`identity.storage.${useOf(shared)}`)} ·{' '}
        {t('identity.storage.seen', { when: formatTimeExact(seenMs) ?? '–' })}
      </span>
    </li>
  )
}

/** How Nova counts it now, where that can be told. */
function useOf({ active, other, unseen }: SharingHost): 'unseen' | 'active' | 'past' | 'idle' {
  if (unseen) return 'unseen'
  if (active) return 'active'
  return other === 'recent' ? 'past' : 'idle'
}
