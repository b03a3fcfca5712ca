import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/ipc/contract.ts'
import { showName } from '../format/path.ts'
import { Gap } from './Gap.tsx'

/** The sentence of a failure's code, and the path it is about. */
export function FailureText({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation()
  return (
    <span className="selectable" title={failure.message}>
      {t(`failure.${failure.code}`)}
      {failure.path !== undefined && (
        <>
          <Gap />
          <span className="mono">{showName(failure.path)}</span>
        </>
      )}
    </span>
  )
}
