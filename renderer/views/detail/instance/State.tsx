import { useTranslation } from 'react-i18next'
import { isUncounted } from '../../../../shared/analysis/accounting/forest/forest.ts'
import { copiedBytes } from '../../../../shared/analysis/accounting/travel/copied.ts'
import type { NeededFile } from '../../../../shared/analysis/accounting/travel/needed-files.ts'
import type { DomainTpm } from '../../../../shared/nova/domain-host.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Unknown } from '../../../components/Facts.tsx'
import { baseName, showName } from '../../../format/path.ts'
import classes from '../detail.module.css'

interface StateProps {
  readonly file: NeededFile
  readonly tpm: DomainTpm | undefined
}

/** What the host keeps of the guest beside its disks: no table has it, so there is nothing to go to. */
export function State({ file, tpm }: StateProps) {
  const { path, kind } = file
  const { t } = useTranslation()
  const isEncrypted = kind === 'tpm' && tpm?.isEncrypted === true
  return (
    <li className={classes['entry']}>
      <span className={classes['rowName']}>{showName(baseName(path))}</span>
      <span className={classes['rowSize']}>
        <Taken file={file} />
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

function Taken({ file }: Pick<StateProps, 'file'>) {
  const { t } = useTranslation()
  const { allocated, length } = file
  if (allocated === undefined) return t('accounting.travel.notSeen')
  if (isUncounted(file)) return <Unknown reason={t('accounting.madeUp')} />
  return formatSize(copiedBytes({ allocated, length }))
}
