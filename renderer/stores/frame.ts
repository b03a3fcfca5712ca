/** Runs the callback soon, once; returns nothing to cancel: queues ignore an empty run. */
export type ScheduleFrame = (callback: () => void) => void

/** A hidden window gets no animation frames, but its scan still has to end. */
const hiddenDelayMs = 250

/**
 * After the next animation frame, or a short while later where the window is hidden. After it, not in it:
 * what is drawn anew and laid out in one task may keep a key waiting.
 */
export const nextFrame: ScheduleFrame = (callback) => {
  let isRun = false
  const run = () => {
    if (isRun) return
    isRun = true
    callback()
  }
  requestAnimationFrame(() => setTimeout(run))
  setTimeout(run, hiddenDelayMs)
}

export interface FrameQueue<T> {
  push(item: T): void
  clear(): void
}

/** Gathers items and hands them over together, at most once a frame. */
export function createFrameQueue<T>(
  flush: (items: readonly T[]) => void,
  schedule: ScheduleFrame = nextFrame,
): FrameQueue<T> {
  let items: T[] = []
  let isScheduled = false
  const run = () => {
    isScheduled = false
    const taken = items
    items = []
    if (taken.length > 0) flush(taken)
  }
  return {
    push(item) {
      items.push(item)
      if (isScheduled) return
      isScheduled = true
      schedule(run)
    },
    clear() {
      items = []
    },
  }
}
