import { useTranslation } from 'react-i18next'
import { isGone } from '../../../../shared/analysis/disks/found-disks.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { useNames } from '../../../components/useNames.ts'
import { useScan } from '../../../stores/context.tsx'
import { mayBeMore } from '../../../stores/scan-lacks.ts'
import { isActive as selectIsActive } from '../../../stores/scan-state.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { IdentityFacts } from './IdentityFacts.tsx'
import { Nics } from './Nics.tsx'

/** Whose an instance is, by its domain XML. */
export function Identity({ row }: { readonly row: InstanceRow }) {
  const { t } = useTranslation()
  const names = useNames()
  const { identity } = row
  const isActive = useScan(selectIsActive)
  const isCut = useScan(mayBeMore)
  if (identity === undefined) {
    return (
      <Section title={t('identity.title')}>
        <p className={classes['faint']}>
          {t(isActive ? 'accounting.notYet' : isCut ? 'identity.notReached' : 'identity.none')}
        </p>
        {row.name !== undefined && <p className={classes['faint']}>{t('identity.rescued')}</p>}
        {row.otherHosts !== undefined && (
          <p>
            {t('otherHosts.maybe', {
              count: row.otherHosts.length,
              hosts: names(row.otherHosts),
            })}
          </p>
        )}
      </Section>
    )
  }
  const bootsHere = row.remoteDisks?.some((disk) => disk.root && isGone(disk)) !== true
  return (
    <>
      <Section title={t('identity.title')}>
        <IdentityFacts identity={identity} bootsHere={bootsHere} />
      </Section>
      {identity.nics.length > 0 && <Nics nics={identity.nics} />}
    </>
  )
}
