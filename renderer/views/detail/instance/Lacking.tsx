import { useTranslation } from 'react-i18next'
import type { BrokenDisk } from '../../../../shared/analysis/accounting/travel/broken-disk.ts'
import type { Travel } from '../../../../shared/analysis/accounting/travel/travel.ts'
import {
  isHostOwnNamed,
  isUnread,
} from '../../../../shared/analysis/accounting/travel/travel-doubt.ts'
import type { Severity } from '../../../../shared/findings/types.ts'
import { hostDeviceText } from '../../../../shared/report/host-device.ts'
import { useNames } from '../../../components/useNames.ts'
import { baseName, showName } from '../../../format/path.ts'
import classes from '../detail.module.css'

/** What cannot be brought along with an instance, or of which nobody knows whether it can. */
export function Lacking({ travel }: { readonly travel: Travel }) {
  const { t } = useTranslation()
  const names = useNames()
  const unread = travel.broken.filter(isUnread)
  const named = travel.broken.filter(isHostOwnNamed)
  const broken = travel.broken.filter((disk) => !isUnread(disk) && !isHostOwnNamed(disk))
  return (
    <>
      <BrokenDisks why={t('accounting.travel.hostOwn')} disks={named} severity="high" />
      <BrokenDisks why={t('accounting.travel.broken')} disks={broken} />
      <BrokenDisks why={t('accounting.travel.unread')} disks={unread} />
      {travel.hostDevices !== undefined && (
        <p className={classes['warning']}>
          {t('accounting.travel.tied', {
            devices: names(travel.hostDevices.map(hostDeviceText)),
          })}
        </p>
      )}
      {travel.remoteDisks > 0 && (
        <p className={classes['faint']}>
          {t('accounting.travel.remote', { count: travel.remoteDisks })}
        </p>
      )}
    </>
  )
}

interface BrokenDisksProps {
  readonly why: string
  readonly disks: readonly BrokenDisk[]
  readonly severity?: Severity
}

function BrokenDisks({ why, disks, severity }: BrokenDisksProps) {
  if (disks.length === 0) return undefined
  return (
    <>
      <p className={classes['warning']} data-severity={severity}>
        {why}
      </p>
      <ul className={classes['log']}>
        {disks.map(({ path, name }) => (
          <li key={path}>
            {showName(baseName(path))}
            {name !== undefined && ` → ${showName(name)}`}
          </li>
        ))}
      </ul>
    </>
  )
}
