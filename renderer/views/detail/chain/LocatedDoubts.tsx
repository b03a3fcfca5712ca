import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import classes from './ChainStrip.module.css'

/** Why a file that the user pointed at may be another than was meant; nothing where nothing says so. */
export function LocatedDoubts({ told }: { readonly told: readonly string[] }) {
  const { t } = useTranslation()
  if (told.length === 0) return undefined
  return (
    <div role="alert" className={classes['doubts']}>
      <p className={classes['endText']}>
        <TriangleAlert size={15} aria-hidden />
        <span>{t('located.differs')}</span>
      </p>
      <ul>
        {[...new Set(told)].map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
    </div>
  )
}
