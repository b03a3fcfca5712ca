import { Disc, Folder } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import classes from './DropTarget.module.css'
import { useDrop } from './useDrop.ts'

/** Over the whole window while something is dragged on it: says what letting go will do. */
export function DropTarget() {
  const { t } = useTranslation()
  const isOver = useDrop()
  if (!isOver) return undefined
  return (
    <div className={classes['overlay']}>
      <div className={classes['card']}>
        <strong>{t('drop.title')}</strong>
        <ul>
          <li>
            <Folder size={18} aria-hidden /> {t('drop.folder')}
          </li>
          <li>
            <Disc size={18} aria-hidden /> {t('drop.image')}
          </li>
        </ul>
        <span>{t('drop.note')}</span>
      </div>
    </div>
  )
}
