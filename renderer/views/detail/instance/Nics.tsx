import { useTranslation } from 'react-i18next'
import type { DomainNic } from '../../../../shared/nova/domain-devices.ts'
import { useNames } from '../../../components/useNames.ts'
import { showName } from '../../../format/path.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

/** An instance's network cards: what the guest sees, and where they are plugged in on the node. */
export function Nics({ nics }: { readonly nics: readonly DomainNic[] }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <Section title={t('identity.nics')}>
      <ul className={classes['rows']}>
        {nics.map((nic) => (
          <li key={`${nic.mac} ${nic.target ?? ''}`} className={classes['entry']}>
            <span className="selectable" data-look="mono">
              {showName(nic.mac)}
            </span>
            <span className={classes['rowSize']}>{plug(nic)}</span>
            <span className={classes['under']}>
              {[nic.type, nic.model]
                .flatMap((name) => name ?? [])
                .map(showName)
                .join(' · ')}
            </span>
            {nic.addresses !== undefined && nic.addresses.length > 0 && (
              <span className={classes['under']} data-look="mono">
                {names(nic.addresses)}
              </span>
            )}
            {nic.portId !== undefined && (
              <span className={classes['under']}>
                {t('identity.port', { id: showName(nic.portId) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function plug({ source, target }: DomainNic): string {
  return [source, target]
    .flatMap((name) => name ?? [])
    .map(showName)
    .join(' → ')
}
