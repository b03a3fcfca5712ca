import { startTransition, useEffect, useState } from 'react'

/** A browser that is never idle draws in the end all the same. */
const LONGEST_WAIT_MS = 500

/**
 * False until the browser has nothing else to do. What is dear to draw and not looked at first is
 * drawn in a task of its own, between keys and clicks.
 */
export function useIdle(): boolean {
  const [isIdle, setIsIdle] = useState(false)
  useEffect(() => {
    // In slices, so that it does not keep a key waiting that comes after all.
    const ready = () => startTransition(() => setIsIdle(true))
    // Only browsers know when they are idle.
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(ready)
      return () => clearTimeout(timer)
    }
    const request = requestIdleCallback(ready, { timeout: LONGEST_WAIT_MS })
    return () => cancelIdleCallback(request)
  }, [])
  return isIdle
}
