import { setImmediate } from 'node:timers/promises'

/** A signal is heard only when the event loop turns. */
const TURN_MS = 50

/** Lets synchronous work give way every now and then. */
export function createTurns(): { readonly whenDue: () => Promise<void> | undefined } {
  let due = performance.now() + TURN_MS
  return {
    whenDue() {
      if (performance.now() < due) return undefined
      return setImmediate().then(() => {
        due = performance.now() + TURN_MS
      })
    },
  }
}
