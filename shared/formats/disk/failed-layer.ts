const depths = new WeakMap<object, number>()

/** Does what reads the layer at `depth`, and remembers for what it throws that it was that one. */
export function inLayer(depth: number, read: () => void): void {
  try {
    read()
  } catch (error) {
    if (error instanceof Error) depths.set(error, depth)
    throw error
  }
}

/** Depth of the layer at which a read of a chain failed; undefined for what is of none. */
export function failedLayer(error: unknown): number | undefined {
  return error instanceof Error ? depths.get(error) : undefined
}
