import { type RefObject, useLayoutEffect, useState } from 'react'
import { type LastSize, noSize, type Size, watchSize } from './watch-size.ts'

/**
 * How large an element is, and again whenever it becomes another size. Where `last` is right, what
 * depends on it is drawn once and not again when the element has been measured.
 */
export function useSize(ref: RefObject<HTMLElement | null>, last?: LastSize): Size {
  const [size, setSize] = useState(last?.current ?? noSize)
  useLayoutEffect(() => {
    if (ref.current === null) return undefined
    const tell = (now: Size) =>
      setSize((old) => (old.width === now.width && old.height === now.height ? old : now))
    return watchSize(ref.current, tell, last)
  }, [ref, last])
  return size
}
