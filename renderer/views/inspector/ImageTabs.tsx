import { CloseButton } from '@mantine/core'
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Severity } from '../../../shared/findings/types.ts'
import { SeverityIcon } from '../../components/SeverityIcon.tsx'
import { isFocusLost } from '../../grid/lost-focus.ts'
import { useView } from '../../stores/context.tsx'
import { useCloseImage } from '../../stores/leaving.ts'
import { selectViewActions } from '../../stores/view.ts'
import type { InspectorView } from '../../stores/view-state.ts'
import classes from './ImageTabs.module.css'
import { keyOf, useWorst } from './useWorst.ts'

const MIDDLE_BUTTON = 1

/** Several images were dropped together: one at a time is shown, and each can be closed. */
export function ImageTabs({ screen }: { readonly screen: InspectorView }) {
  const { t } = useTranslation()
  const { go } = useView(selectViewActions)
  const closeImage = useCloseImage()
  const bar = useFoundTab(screen.images.length)
  const worst = useWorst(screen.images)
  return (
    <nav
      ref={bar}
      data-region="images"
      className={classes['tabs']}
      aria-label={t('inspector.images')}
    >
      {screen.images.map((image, index) => (
        <ImageTab
          key={keyOf(image)}
          label={image.label}
          worst={worst.get(keyOf(image))}
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
  /** What is known to be wrong with it, where that is more than a note. */
  readonly worst: Severity | undefined
  readonly isCurrent: boolean
  readonly onShow: () => void
  readonly onClose: () => void
}

function ImageTab({ label, worst, isCurrent, onShow, onClose }: ImageTabProps) {
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
        title={worst === undefined ? label : `${label} · ${t(`problems.severity.${worst}`)}`}
        onClick={onShow}
        onAuxClick={({ button }) => button === MIDDLE_BUTTON && onClose()}
        onKeyDown={pressed}
      >
        {worst !== undefined && (
          <span className={classes['worst']} data-severity={worst}>
            <SeverityIcon severity={worst} />
          </span>
        )}
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
