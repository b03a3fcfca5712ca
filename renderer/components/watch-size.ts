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
 * Tells how large an element is, and again whenever it becomes another size; returns what ends that. With
 * `last` it is told with the next frame: asked at once, the whole page would be laid out in the task that
 * has just drawn it.
 */
export function watchSize(
  element: HTMLElement,
  tell: (size: Size) => void,
  last?: LastSize,
): () => void {
  const measure = () => {
    const size = { width: element.clientWidth, height: element.clientHeight }
    if (last !== undefined) last.current = size
    tell(size)
  }
  if (last === undefined) measure()
  const observer = new ResizeObserver(measure)
  observer.observe(element)
  return () => observer.disconnect()
}
