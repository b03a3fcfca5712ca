type Possibly<T> = { readonly [Key in keyof T]: T[Key] | undefined }

/** The values that are known: what is undefined is left out. */
export function known<T extends object>(values: Possibly<T>): Partial<T> {
  const found: Partial<T> = {}
  // For ten thousand domains a list of pairs made and taken apart would take twice as long.
  for (const key in values) if (values[key] !== undefined) found[key] = values[key]
  return found
}
