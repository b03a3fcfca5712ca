import { useTranslation } from 'react-i18next'
import type { RefusalCode, Verdict } from '../../../../shared/formats/verdict/types.ts'
import { Outcome } from './OpenStackVerdict.tsx'
import classes from './Verdict.module.css'

/** Nova itself puts a disk on its base, and uploads none without it: it makes one image of the chain. */
const OF_ANY_OVERLAY: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'oslo-backing-file',
  'nova-backing-file',
])

/** The disk of an instance is no image, so that it is folded away what it would be as one. */
export function DiskAsImage({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation()
  const { accepts, reasons } = verdict.openstack
  const others = reasons.filter(({ code }) => !OF_ANY_OVERLAY.has(code))
  if (!accepts && others.length === 0) return undefined
  return (
    <details className={classes['passed']}>
      <summary>{t('verdict.openstack')}</summary>
      <Outcome verdict={verdict} reasons={others} />
    </details>
  )
}
