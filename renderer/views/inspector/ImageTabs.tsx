import { CloseButton } from '@mantine/core'
import { type KeyboardEvent, type MouseEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import type { Screen } from '../../stores/view-state.ts'
import { useCloseImage } from '../shell/leaving.ts'
import classes from './ImageTabs.module.css'

const MIDDLE_BUTTON = 1

/** Several images were dropped together: one at a time is shown, and each can be closed. */
export function ImageTabs({
  screen,
}: {
  readonly screen: Extract<Screen, { readonly kind: 'inspector' }>
}) {
  const { t } = useTranslation()
  const { go } = useView(selectViewActions)
  const closeImage = useCloseImage()
  const bar = useRef<HTMLElement>(null)
  const close = (index: number) => {
    closeImage(index)
    // What had the focus is gone with its tab.
    requestAnimationFrame(() => {
      bar.current?.querySelector<HTMLElement>('[aria-current]')?.focus()
    })
  }
  const pressed = (event: KeyboardEvent, index: number) => {
    if (event.key !== 'Delete') return
    event.preventDefault()
    close(index)
  }
  const clicked = (event: MouseEvent, index: number) => {
    if (event.button === MIDDLE_BUTTON) close(index)
  }
  return (
    <nav ref={bar} className={classes['tabs']} aria-label={t('inspector.images')}>
      {screen.images.map((image, index) => {
        const isCurrent = index === screen.index
        const name = t('inspector.closeImage', { name: image.label })
        return (
          <span
            key={`${image.placeId} ${image.path}`}
            className={classes['tab']}
            data-current={isCurrent || undefined}
          >
            <button
              type="button"
              className={classes['name']}
              aria-current={isCurrent ? 'page' : undefined}
              title={image.label}
              onClick={() => go({ ...screen, index })}
              onAuxClick={(event) => clicked(event, index)}
              onKeyDown={(event) => pressed(event, index)}
            >
              {image.label}
            </button>
            {/* The key for it is Delete: of thirty images each would be two stops. */}
            <CloseButton
              size="xs"
              tabIndex={-1}
              aria-label={name}
              title={name}
              onClick={() => close(index)}
            />
          </span>
        )
      })}
    </nav>
  )
}
