import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../../../shared/findings/types.ts'
import { SeverityIcon } from '../../../components/SeverityIcon.tsx'

interface NoteHeadProps {
  readonly severity: Severity
  /** Of a note that stands in no section. */
  readonly isSection?: boolean
  readonly children: ReactNode
}

/** What a note is of, with its severity also for those who do not see the icon. */
export function NoteHead({ severity, isSection = false, children }: NoteHeadProps) {
  const { t } = useTranslation()
  const Heading = isSection ? 'h3' : 'h4'
  return (
    <Heading>
      <SeverityIcon severity={severity} size={15} />
      <span className="hidden-visually">{t(`problems.severity.${severity}`)}</span>
      {children}
    </Heading>
  )
}
