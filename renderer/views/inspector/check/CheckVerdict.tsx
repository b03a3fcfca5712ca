import { useTranslation } from 'react-i18next'
import type { CheckReport } from '../../../../shared/ipc/tasks.ts'
import { CheckIcon } from './CheckIcon.tsx'
import classes from './check.module.css'
import { checkVerdict } from './verdict-of.ts'

interface CheckVerdictProps {
  readonly report: Pick<CheckReport, 'check' | 'format' | 'isHeld'>
  /** Shown away from the check itself, whose name it then has in front. */
  readonly isElsewhere?: boolean
}

/** What a check came to, and how much it found of each kind. */
export function CheckVerdict({ report, isElsewhere = false }: CheckVerdictProps) {
  const { t } = useTranslation()
  const { check, format, isHeld = false } = report
  const verdict = checkVerdict(check)
  const name = t(`inspector.check.${verdict}`)
  const counts = {
    corrupt: check.corruptions,
    cut: check.beyondEndCount,
    errors: check.checkErrors,
    leaks: check.leaks,
  }
  const found = (['corrupt', 'cut', 'errors', 'leaks'] as const).filter((kind) => counts[kind] > 0)
  return (
    <div className={classes['verdict']} data-verdict={verdict} role="status">
      <CheckIcon verdict={verdict} size={18} />
      <strong>{isElsewhere ? t('inspector.check.came', { verdict: name }) : name}</strong>
      {check.changed && <span>{t('inspector.changed')}</span>}
      {isHeld && !check.changed && <span>{t('inspector.check.heldText')}</span>}
      {(check.changed || isHeld) && found.length > 0 && (
        <span>{t('inspector.check.changedText')}</span>
      )}
      {check.beyondEndCount > 0 && <span>{t('inspector.check.beyondEndText')}</span>}
      {verdict === 'clean' && (
        <span>{t(`inspector.check.${format === 'qcow2' ? 'cleanText' : 'cleanTables'}`)}</span>
      )}
      {found.map((kind) => (
        <span key={kind}>{t(`inspector.check.${kind}Text`, { count: counts[kind] })}</span>
      ))}
      {verdict === 'leaks' && <span>{t('inspector.check.leaksAlone')}</span>}
    </div>
  )
}
