const COUNTED = ['ArrayBuffer', 'Uint8Array', 'Uint16Array', 'Int32Array', 'Float64Array'] as const

/**
 * Bytes of typed memory that `work` takes, all together: its constructors are watched, which slows
 * the work. Unlike the heap's own figures, this does not depend on when garbage is collected.
 */
export function watchAllocations(work: () => void): number {
  const originals = new Map<string, unknown>(COUNTED.map((name) => [name, globalThis[name]]))
  let total = 0
  const count = (made: object, given: unknown): void => {
    // A view of another buffer takes nothing.
    if (given instanceof ArrayBuffer || !('byteLength' in made)) return
    total += Number(made.byteLength)
  }
  for (const name of COUNTED) {
    const watched = new Proxy(globalThis[name], {
      construct(target, args: unknown[]) {
        // As if it had not been watched: another constructor would give memory of another shape.
        const made: object = Reflect.construct(target, args)
        count(made, args[0])
        return made
      },
    })
    Reflect.set(globalThis, name, watched)
  }
  try {
    work()
  } finally {
    for (const [name, original] of originals) Reflect.set(globalThis, name, original)
  }
  return total
}
