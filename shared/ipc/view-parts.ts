import type { NodeView } from '../analysis/model.ts'

/** Rows of one list of a view, to be put at its end. */
export interface ViewPart {
  /** Keys and indices that lead from the view to the list. */
  readonly path: readonly (string | number)[]
  readonly items: readonly unknown[]
}

/**
 * So many rows the page unpacks in a few milliseconds. A large node in one piece would keep it from
 * hearing a key or a click for a tenth of a second and more.
 */
export const PART_ROWS = 200

/** A view without its long lists, and these in pieces. */
export function cutView(view: NodeView): {
  readonly rest: NodeView
  readonly parts: readonly ViewPart[]
} {
  const parts: ViewPart[] = []
  const rest = cut(view, [], parts) as NodeView
  return { rest, parts }
}

function cut(value: unknown, path: ViewPart['path'], parts: ViewPart[]): unknown {
  if (Array.isArray(value)) {
    // In short lists a row can still hold a long one, as a base its overlays.
    if (value.length <= PART_ROWS) return value.map((item, at) => cut(item, [...path, at], parts))
    for (let at = 0; at < value.length; at += PART_ROWS) {
      parts.push({ path, items: value.slice(at, at + PART_ROWS) })
    }
    return []
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, cut(item, [...path, key], parts)]),
  )
}

/** Puts the pieces back into the lists of `rest`, which is the receiver's own copy. */
export function joinView(rest: NodeView, parts: readonly ViewPart[]): NodeView {
  for (const { path, items } of parts) {
    const list = path.reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? Reflect.get(value, key) : value,
      rest,
    )
    if (!Array.isArray(list)) throw new Error(`no list at ${path.join('.')}`)
    for (const item of items) list.push(item)
  }
  return rest
}
