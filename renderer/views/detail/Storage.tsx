import { useTranslation } from 'react-i18next'
import type { NodeStorage, SharingHost } from '../../../shared/analysis/storage.ts'
import { formatSize } from '../../../shared/report/size.ts'
import type { MountedFileSystem } from '../../../shared/scan/model.ts'
import { Tag } from '../../components/cells.tsx'
import { showName } from '../../format/path.ts'
import { formatTime } from '../../format/time.ts'
import classes from './detail.module.css'
import { Section } from './Section.tsx'

/** What the node's files lie on, and who else uses it. */
export function Storage({ storage }: { readonly storage: NodeStorage }) {
  const { t } = useTranslation()
  return (
    <>
      {storage.fileSystems.length > 0 && (
        <Section title={t('identity.storage.title')}>
          <ul className={classes['rows']}>
            {storage.fileSystems.map((mounted) => (
              <FileSystem key={mounted.dev} mounted={mounted} />
            ))}
          </ul>
        </Section>
      )}
      {storage.hosts.length > 0 && (
        <Section title={t('identity.storage.hosts')}>
          <ul className={classes['rows']}>
            {storage.hosts.map((host) => (
              <Host key={host.host} host={host} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function FileSystem({ mounted: { path, fileSystem } }: { readonly mounted: MountedFileSystem }) {
  const { t } = useTranslation()
  if (fileSystem === undefined) return <li>{t('identity.storage.unknown')}</li>
  const { type, source, mountPoint, readOnly, remote, blocksTrusted, available, total } = fileSystem
  return (
    <li className={classes['entry']}>
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
      {path !== '' && (
        <span className={classes['under']} data-look="mono">
          {showName(path)}
        </span>
      )}
      {blocksTrusted === false && (
        <span className={classes['under']} title={t('identity.storage.untrustedHint')}>
          <Tag tone="warning">{t('identity.storage.untrusted')}</Tag>
        </span>
      )}
    </li>
  )
}

function Host({ host: { host, seenMs, active, self } }: { readonly host: SharingHost }) {
  const { t } = useTranslation()
  return (
    <li className={classes['entry']}>
      <span className={classes['rowName']}>
        <b>{showName(host)}</b> {self && <Tag>{t('identity.storage.self')}</Tag>}
      </span>
      <span className={classes['rowSize']}>
        {t('identity.storage.seen', { when: formatTime(seenMs) ?? '–' })}
      </span>
      <span className={classes['under']}>
        {t(active ? 'identity.storage.active' : 'identity.storage.idle')}
      </span>
    </li>
  )
}
