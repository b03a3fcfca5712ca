import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../../../shared/findings/types.ts'
import { SeverityIcon } from '../../../components/SeverityIcon.tsx'

interface NoteHeadProps {
  readonly severity: Severity
  readonly children: ReactNode
}

/** What a note is of, with its severity also for those who do not see the icon. */
export function NoteHead({ severity, children }: NoteHeadProps) {
  const { t } = useTranslation()
  return (
    <h4>
      <SeverityIcon severity={severity} size={15} />
      <span className="hidden-visually">{t(`problems.severity.${severity}`)}</span>
      {children}
    </h4>
  )
}
