import { CloseButton } from '@mantine/core'
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isFocusLost } from '../../grid/lost-focus.ts'
import { useView } from '../../stores/context.tsx'
import { useCloseImage } from '../../stores/leaving.ts'
import { selectViewActions } from '../../stores/view.ts'
import type { Screen } from '../../stores/view-state.ts'
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
  const bar = useFoundTab(screen.images.length)
  const pressed = (event: KeyboardEvent, index: number) => {
    if (event.key !== 'Delete') return
    event.preventDefault()
    closeImage(index)
  }
  const clicked = (event: MouseEvent, index: number) => {
    if (event.button === MIDDLE_BUTTON) closeImage(index)
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
              onClick={() => closeImage(index)}
            />
          </span>
        )
      })}
    </nav>
  )
}

/** What had the focus may be gone with its tab: the one that is shown takes it. */
function useFoundTab(count: number) {
  const bar = useRef<HTMLElement>(null)
  const before = useRef(count)
  useLayoutEffect(() => {
    const isFewer = count < before.current
    before.current = count
    if (!isFewer || !isFocusLost()) return
    bar.current?.querySelector<HTMLElement>('[aria-current]')?.focus()
  }, [count])
  return bar
}
