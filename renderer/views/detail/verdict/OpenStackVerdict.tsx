import { useTranslation } from 'react-i18next'
import type { Refusal, Verdict } from '../../../../shared/formats/verdict/types.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { partKey, refusalKey, takenKey } from '../../../../shared/i18n/verdict.ts'
import { shownParams } from '../../../../shared/report/text/shown-params.ts'
import { useNames } from '../../../components/useNames.ts'
import classes from './Verdict.module.css'

/** Whether OpenStack takes the image, as what, and every reason why not. */
export function OpenStackVerdict({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation()
  return (
    <>
      <h4 className={classes['heading']}>{t('verdict.openstack')}</h4>
      <Outcome verdict={verdict} reasons={verdict.openstack.reasons} />
    </>
  )
}

interface OutcomeProps {
  readonly verdict: Verdict
  /** Those that are to be told. */
  readonly reasons: readonly Refusal[]
}

export function Outcome({ verdict, reasons }: OutcomeProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { accepts, formats } = verdict.openstack
  const [taken, part] = [takenKey(verdict), partKey(verdict)]
  const as = taken === undefined ? names(formats) : t(`verdict.taken.${taken}`)
  return (
    <>
      {part !== undefined && <p>{t(`verdict.part.${part}`)}</p>}
      <p title={t('verdict.apart')}>
        {accepts ? t('verdict.accepts', { formats: as }) : t('verdict.refuses')}
      </p>
      {accepts && isCut(verdict) && <p className={classes['doubt']}>{t('verdict.acceptsCut')}</p>}
      {reasons.length > 0 && (
        <ul className={classes['reasons']}>
          {reasons.map((refusal) => (
            <RefusalLine key={refusal.code} refusal={refusal} />
          ))}
        </ul>
      )}
    </>
  )
}

/** The file ends before its structures do, which OpenStack does not look for. */
function isCut({ checks }: Verdict): boolean {
  return checks.some(({ code, state }) => code === 'truncated' && state === 'warning')
}

function RefusalLine({ refusal }: { readonly refusal: Refusal }) {
  const { t, i18n } = useTranslation()
  const key = refusalKey(refusal)
  const params = shownParams(refusal.params, offeredLanguage(i18n.language))
  return (
    <li className="selectable">
      {key === undefined ? refusal.code : t(`verdict.refusal.${key}`, { replace: params })}
    </li>
  )
}
