import { useTranslation } from 'react-i18next'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import type { Screen } from '../../stores/view-state.ts'
import classes from './InspectorScreen.module.css'

/** Several images were dropped together: one at a time is shown. */
export function ImageTabs({
  screen,
}: {
  readonly screen: Extract<Screen, { readonly kind: 'inspector' }>
}) {
  const { t } = useTranslation()
  const { go } = useView(selectViewActions)
  return (
    <nav className={classes['tabs']} aria-label={t('inspector.images')}>
      {screen.images.map((image, index) => (
        <button
          key={`${image.placeId} ${image.path}`}
          type="button"
          aria-current={index === screen.index ? 'page' : undefined}
          onClick={() => go({ ...screen, index })}
        >
          {image.label}
        </button>
      ))}
    </nav>
  )
}
