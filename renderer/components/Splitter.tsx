import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Splitter.module.css'

interface SplitterProps {
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onChange: (width: number) => void
}

const step = 24

/** The divider left of the details: dragged, or moved by arrow keys (WAI-ARIA window splitter). */
export function Splitter({ value, min, max, onChange }: SplitterProps) {
  const { t } = useTranslation()
  const grip = useRef<{ readonly x: number; readonly width: number }>(undefined)
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    grip.current = { x: event.clientX, width: value }
  }
  const move = (event: PointerEvent) => {
    if (grip.current !== undefined) onChange(grip.current.width + grip.current.x - event.clientX)
  }
  const keyDown = (event: KeyboardEvent) => {
    const widths: Readonly<Record<string, number>> = {
      ArrowLeft: value + step,
      ArrowRight: value - step,
      Home: min,
      End: max,
    }
    const width = widths[event.key]
    if (width === undefined) return
    event.preventDefault()
    onChange(width)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: hr cannot be moved, a focusable separator can
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('shortcuts.split')}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={value}
      tabIndex={0}
      className={classes['splitter']}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={() => {
        grip.current = undefined
      }}
      onKeyDown={keyDown}
    />
  )
}
