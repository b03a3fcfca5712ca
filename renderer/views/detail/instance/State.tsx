import { useTranslation } from 'react-i18next'
import { copiedBytes } from '../../../../shared/analysis/accounting/travel/copied.ts'
import type { NeededFile } from '../../../../shared/analysis/accounting/travel/needed-files.ts'
import type { DomainTpm } from '../../../../shared/nova/domain-host.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { baseName, showName } from '../../../format/path.ts'
import classes from '../detail.module.css'

interface StateProps {
  readonly file: NeededFile
  readonly tpm: DomainTpm | undefined
}

/** What the host keeps of the guest beside its disks: no table has it, so there is nothing to go to. */
export function State({ file: { path, kind, allocated, length }, tpm }: StateProps) {
  const { t } = useTranslation()
  const isEncrypted = kind === 'tpm' && tpm?.isEncrypted === true
  return (
    <li className={classes['entry']}>
      <span className={classes['rowName']}>{showName(baseName(path))}</span>
      <span className={classes['rowSize']}>
        {allocated === undefined
          ? t('accounting.travel.notSeen')
          : formatSize(copiedBytes({ allocated, length }))}
      </span>
      <span className={classes['under']}>
        {t(`accounting.travel.kind.${kind}`)}
        {isEncrypted && ` · ${t('accounting.travel.encrypted')}`}
      </span>
      <span className={`selectable ${classes['under']}`} data-look="mono">
        {showName(path)}
      </span>
    </li>
  )
}
