import { useTranslation } from 'react-i18next'
import { isFound, isGone } from '../../../../shared/analysis/disks/found-disks.ts'
import type { RemoteDisk } from '../../../../shared/analysis/disks/remote-disks.ts'
import { sourceText } from '../../../../shared/report/text/source-text.ts'
import { Tag } from '../../../components/cells.tsx'
import { useNames } from '../../../components/useNames.ts'
import { showName } from '../../../format/path.ts'
import { remoteKind } from '../../../format/remote-kind.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** Disks of an instance that are not in its folder, and where they are. */
export function RemoteDisks({ disks }: { readonly disks: readonly RemoteDisk[] }) {
  const { t } = useTranslation()
  return (
    <>
      <DiskList title={t('identity.remote.title')} disks={disks.filter(isGone)} />
      <DiskList title={t('identity.remote.foundTitle')} disks={disks.filter(isFound)} />
    </>
  )
}

interface DiskListProps {
  readonly title: string
  readonly disks: readonly RemoteDisk[]
}

function DiskList({ title, disks }: DiskListProps) {
  const { t } = useTranslation()
  if (disks.length === 0) return undefined
  return (
    <Section title={title}>
      <ul className={classes['rows']}>
        {disks.map((disk) => (
          <li key={`${disk.target ?? ''} ${sourceText(disk.source)}`} className={classes['entry']}>
            <span className={classes['rowName']}>
              {disk.target !== undefined && <b>{showName(disk.target)} </b>}
              {disk.root && <Tag>{t('identity.remote.root')}</Tag>}
              {disk.format !== undefined && <Tag>{showName(disk.format)}</Tag>}
            </span>
            <span className={classes['rowSize']}>{remoteKind(disk, t)}</span>
            <Place disk={disk} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Place({ disk: { source, volumeId, from } }: { readonly disk: RemoteDisk }) {
  const { t } = useTranslation()
  const names = useNames()
  const hosts = source.kind === 'network' ? source.hosts : []
  return (
    <>
      <span className={`selectable ${classes['under']}`} data-look="mono">
        {showName(sourceText(source))}
      </span>
      {hosts.length > 0 && (
        <span className={classes['under']}>
          {t('identity.remote.hosts', { hosts: names(hosts) })}
        </span>
      )}
      {volumeId !== undefined && (
        <span className={classes['under']}>{t('identity.remote.volume', { id: volumeId })}</span>
      )}
      {from === 'configuration' && (
        <span className={classes['under']}>{t('identity.remote.fromConfiguration')}</span>
      )}
    </>
  )
}
