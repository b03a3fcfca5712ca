import { CloseButton } from '@mantine/core'
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isFocusLost } from '../../grid/lost-focus.ts'
import { useView } from '../../stores/context.tsx'
import { useCloseImage } from '../../stores/leaving.ts'
import { selectViewActions } from '../../stores/view.ts'
import type { InspectorView } from '../../stores/view-state.ts'
import classes from './ImageTabs.module.css'

const MIDDLE_BUTTON = 1

/** Several images were dropped together: one at a time is shown, and each can be closed. */
export function ImageTabs({ screen }: { readonly screen: InspectorView }) {
  const { t } = useTranslation()
  const { go } = useView(selectViewActions)
  const closeImage = useCloseImage()
  const bar = useFoundTab(screen.images.length)
  return (
    <nav ref={bar} className={classes['tabs']} aria-label={t('inspector.images')}>
      {screen.images.map(({ placeId, path, label }, index) => (
        <ImageTab
          key={`${placeId} ${path}`}
          label={label}
          isCurrent={index === screen.index}
          onShow={() => go({ ...screen, index })}
          onClose={() => closeImage(index)}
        />
      ))}
    </nav>
  )
}

interface ImageTabProps {
  readonly label: string
  readonly isCurrent: boolean
  readonly onShow: () => void
  readonly onClose: () => void
}

function ImageTab({ label, isCurrent, onShow, onClose }: ImageTabProps) {
  const { t } = useTranslation()
  const closing = t('inspector.closeImage', { name: label })
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Delete') return
    event.preventDefault()
    onClose()
  }
  return (
    <span className={classes['tab']} data-current={isCurrent || undefined}>
      <button
        type="button"
        className={classes['name']}
        aria-current={isCurrent ? 'page' : undefined}
        title={label}
        onClick={onShow}
        onAuxClick={({ button }) => button === MIDDLE_BUTTON && onClose()}
        onKeyDown={pressed}
      >
        {label}
      </button>
      {/* The key for it is Delete: of thirty images each would be two stops. */}
      <CloseButton size="xs" tabIndex={-1} aria-label={closing} title={closing} onClick={onClose} />
    </span>
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
