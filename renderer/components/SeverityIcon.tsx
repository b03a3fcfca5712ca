import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { Severity } from '../../shared/findings/types.ts'

export function SeverityIcon({
  severity,
  size = 13,
}: {
  readonly severity: Severity
  readonly size?: number
}) {
  switch (severity) {
    case 'high':
      return <CircleAlert size={size} aria-hidden />
    case 'warning':
      return <TriangleAlert size={size} aria-hidden />
    case 'info':
      return <Info size={size} aria-hidden />
  }
}
