import { type RefObject, useLayoutEffect, useState } from 'react'

/** Of an element, in CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** What an element is taken for until it is in the page: as large as the last one at its place. */
export interface LastSize {
  current: Size
}

export const noSize: Size = { width: 0, height: 0 }

/**
 * How large an element is, and again whenever it becomes another size. Where `last` is right, what
 * depends on it is drawn once and not again when the element has been measured.
 */
export function useSize(ref: RefObject<HTMLElement | null>, last?: LastSize): Size {
  const [size, setSize] = useState(last?.current ?? noSize)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return undefined
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element
      if (last !== undefined) last.current = { width, height }
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref, last])
  return size
}
