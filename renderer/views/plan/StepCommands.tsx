import { useTranslation } from 'react-i18next'
import type { FindingCode } from '../../../shared/findings/codes.ts'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { planCatalogue } from '../../../shared/i18n/plan.ts'
import type { PlanStep } from '../../../shared/ipc/plan.ts'
import { lookText } from '../../../shared/report/cleanup/cleanup-step-text.ts'
import { showName } from '../../format/path.ts'
import detail from '../detail/detail.module.css'
import { Section } from '../detail/Section.tsx'
import { Commands } from './Commands.tsx'

interface StepCommandsProps {
  readonly step: PlanStep
  readonly code: FindingCode
}

/** What to verify first, here and on hosts that share the storage, and then the commands; of what is withheld there are none. */
export function StepCommands({ step, code }: StepCommandsProps) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const { verify, look, remove, later } = step
  const title = t(step.aside === undefined ? 'plan.step.commands' : 'plan.step.move')
  return (
    <>
      <Section title={t('plan.step.first')}>
        <p className={detail['paragraph']}>{t(`findings.code.${code}.advice`)}</p>
        {verify.length > 0 && <Commands label={t('plan.step.first')} lines={verify} />}
      </Section>
      {remove === undefined && (
        <Section title={t('plan.step.noCommand')}>
          <p className={detail['warning']}>{planCatalogue(language).unwritable}</p>
        </Section>
      )}
      {look.length > 0 && (
        <Section title={t('plan.step.look')}>
          <p className={detail['paragraph']}>{showName(lookText(step, language))}</p>
          <Commands label={t('plan.step.look')} lines={look} />
        </Section>
      )}
      {remove !== undefined && remove.length > 0 && (
        <Section title={title}>
          <Commands label={title} lines={remove} />
          <p className={detail['faint']}>{t('plan.step.hint')}</p>
        </Section>
      )}
      {later.length > 0 && (
        <Section title={t('plan.step.later')}>
          <Commands label={t('plan.step.later')} lines={later} />
          <p className={detail['faint']}>{t('plan.step.laterHint')}</p>
        </Section>
      )}
    </>
  )
}
