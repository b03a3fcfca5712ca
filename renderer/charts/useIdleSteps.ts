import { startTransition, useEffect, useState } from 'react'

/** A browser that is never idle draws in the end all the same. */
const LONGEST_WAIT_MS = 500

/**
 * How many of `steps` may be drawn: none at first, and one more each time the browser has nothing else to
 * do. What is dear to draw and not looked at first is drawn in tasks of its own, between keys and clicks.
 */
export function useIdleSteps(steps: number): number {
  const [done, setDone] = useState(0)
  useEffect(() => {
    if (done >= steps) return undefined
    // In slices, so that it does not keep a key waiting that comes after all.
    return whenIdle(() => startTransition(() => setDone(done + 1)))
  }, [done, steps])
  return done
}

/** Only browsers know when they are idle. Returns what takes the call back. */
function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act)
    return () => clearTimeout(timer)
  }
  const request = requestIdleCallback(act, { timeout: LONGEST_WAIT_MS })
  return () => cancelIdleCallback(request)
}
