import { useTranslation } from 'react-i18next'
import type { Fault } from '../../shared/bytes/errors.ts'
import { baseName, showName } from '../format/path.ts'
import { useFaultWords } from './useFaultWords.ts'

/** Where a fault is, what was expected there and what was found; of another file than the image's, in which. */
export function FaultText({ fault }: { readonly fault: Fault }) {
  const { t } = useTranslation()
  const wordsOf = useFaultWords()
  const { file } = fault
  const said = t('structure.faultAt', { ...wordsOf(fault) })
  return (
    <div className="selectable" title={file}>
      {file === undefined ? said : t('structure.faultIn', { file: showName(baseName(file)), said })}
    </div>
  )
}
