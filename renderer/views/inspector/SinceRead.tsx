import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/ipc/contract.ts'
import { formatClock } from '../../format/time.ts'
import { useInspector } from '../../stores/context.tsx'
import { InspectNotice } from '../detail/image/InspectState.tsx'
import classes from './InspectorTabs.module.css'

/** Above every part of an image: what was found when it was read again, or why that failed. */
export function SinceRead({ failure }: { readonly failure: Failure | undefined }) {
  const { t } = useTranslation()
  const reread = useInspector('page', ({ reread }) => reread)
  if (failure === undefined && reread === undefined) return undefined
  return (
    <div className={classes['since']}>
      <InspectNotice failure={failure} />
      {reread !== undefined && (
        <p role="status" data-change={reread.change}>
          {t(`inspector.reread.${reread.isInPart ? 'inPart' : reread.change}`, {
            time: formatClock(reread.atMs) ?? '',
          })}
        </p>
      )}
    </div>
  )
}
