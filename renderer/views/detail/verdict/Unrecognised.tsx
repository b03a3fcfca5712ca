import { useTranslation } from 'react-i18next'
import type { Verdict } from '../../../../shared/formats/verdict/types.ts'
import detail from '../detail.module.css'
import { NoteHead } from '../problems/NoteHead.tsx'
import { isUnrecognised } from './is-unrecognised.ts'

/** Before all else of an image: it may be none at all, such as another file that was dropped. */
export function Unrecognised({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation()
  if (!isUnrecognised(verdict)) return undefined
  return (
    <div className={`${detail['note']} ${detail['first']}`} data-severity="warning">
      <NoteHead severity="warning" isSection>
        {t('facts.unrecognised')}
      </NoteHead>
    </div>
  )
}
