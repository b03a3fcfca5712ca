import { useTranslation } from 'react-i18next'
import type { OpenStackOutcome, Refusal } from '../../../../shared/formats/verdict/types.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { type PartKey, refusalKey, type TakenKey } from '../../../../shared/i18n/verdict.ts'
import { shownParams } from '../../../../shared/report/text/shown-params.ts'
import { useNames } from '../../../components/useNames.ts'
import classes from './Verdict.module.css'

interface OpenStackProps {
  readonly outcome: OpenStackOutcome
  readonly taken: TakenKey | undefined
  /** As what Glance or Nova has it, of a part of an Amazon image. */
  readonly part: PartKey | undefined
  /** The file ends before its structures do, which OpenStack does not look for. */
  readonly isCut: boolean
}

/** Whether OpenStack takes the image, as what, and every reason why not. */
export function OpenStackVerdict({ outcome, taken, part, isCut }: OpenStackProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { accepts, reasons } = outcome
  const formats = taken === undefined ? names(outcome.formats) : t(`verdict.taken.${taken}`)
  return (
    <>
      <h4 className={classes['heading']}>{t('verdict.openstack')}</h4>
      {part !== undefined && <p>{t(`verdict.part.${part}`)}</p>}
      <p title={t('verdict.apart')}>
        {accepts ? t('verdict.accepts', { formats }) : t('verdict.refuses')}
      </p>
      {accepts && isCut && <p className={classes['doubt']}>{t('verdict.acceptsCut')}</p>}
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
