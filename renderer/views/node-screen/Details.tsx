import { PanelRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Splitter } from '../../components/Splitter.tsx'
import { useView } from '../../stores/context.tsx'
import { detailWidths, selectViewActions } from '../../stores/view.ts'
import { DetailPane } from './DetailPane.tsx'
import classes from './Details.module.css'

/**
 * The details beside the table. In a window without the room for both they lie over it, once a row is
 * selected or the overview is asked for.
 */
export function Details() {
  const { t } = useTranslation()
  const width = useView(({ detailWidth }) => detailWidth)
  const isOpen = useView(({ isDrawerOpen }) => isDrawerOpen)
  const { resizeDetail, toggleDrawer } = useView(selectViewActions)
  const does = t(isOpen ? 'detail.hide' : 'detail.show')
  return (
    <div className={classes['details']} data-open={isOpen || undefined}>
      <Splitter
        value={width}
        min={detailWidths.min}
        max={detailWidths.max}
        onChange={resizeDetail}
      />
      <DetailPane width={width} />
      <button
        type="button"
        className={classes['handle']}
        aria-expanded={isOpen}
        data-drawer=""
        aria-label={does}
        title={does}
        onClick={toggleDrawer}
      >
        <PanelRight size={16} aria-hidden />
      </button>
    </div>
  )
}
