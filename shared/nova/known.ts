type Possibly<T> = { readonly [Key in keyof T]: T[Key] | undefined }

/** The values that are known: what is undefined is left out. */
export function known<T extends object>(values: Possibly<T>): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<T>
}
