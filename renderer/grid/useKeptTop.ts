import { type RefObject, useLayoutEffect, useRef } from 'react'

/** How far a table was scrolled when it was left, in pixels, and who is told of it. */
export interface KeptTop {
  readonly top: number
  readonly onLeave: (top: number) => void
}

/** Where the table begins; tells where it was when it goes. */
export function useKeptTop(
  scroller: RefObject<HTMLElement | null>,
  kept: KeptTop | undefined,
): number {
  const leave = useRef(kept?.onLeave)
  leave.current = kept?.onLeave
  useLayoutEffect(() => {
    // The element is still in the page when this ends, and the reference to it is not.
    const element = scroller.current
    return () => leave.current?.(element?.scrollTop ?? 0)
  }, [scroller])
  return kept?.top ?? 0
}
