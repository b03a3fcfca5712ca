import { TreeError } from './tree.ts'

/** What `act` gives, or why it could not be looked at; any other error is one of this program. */
export function attempt<T>(act: () => T): T | TreeError {
  try {
    return act()
  } catch (error) {
    if (error instanceof TreeError) return error
    throw error
  }
}

/** What `act` gives; undefined where it could not be looked at, and nobody has to be told why. */
export function ifSeen<T>(act: () => T): T | undefined {
  const found = attempt(act)
  return found instanceof TreeError ? undefined : found
}
