import { useTranslation } from 'react-i18next'
import type { Candidate, Mark } from '../../../../shared/formats/candidates/types.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import classes from './Verdict.module.css'

/** Every format that the bytes fit, with the marks that say so. */
export function Candidates({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const { t } = useTranslation()
  return (
    <>
      <h4 className={classes['heading']}>{t('verdict.formats')}</h4>
      <ul className={classes['candidates']}>
        {candidates.map(({ format, confidence, marks }) => (
          <li key={format}>
            <strong>{format}</strong>{' '}
            <span className={classes['soft']}>{t(`verdict.confidence.${confidence}`)}</span>
            {marks.map((mark) => (
              <MarkLine key={mark.offset} mark={mark} />
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}

function MarkLine({ mark }: { readonly mark: Mark }) {
  const { t } = useTranslation()
  const { meaning, offset, hex, length } = mark
  return (
    <div className={classes['mark']}>
      {t('verdict.markAt', { meaning: t(`verdict.mark.${meaning}`), offset: formatOffset(offset) })}
      <span className="mono selectable">{hex.length < length * 2 ? `${hex}…` : hex}</span>
    </div>
  )
}
