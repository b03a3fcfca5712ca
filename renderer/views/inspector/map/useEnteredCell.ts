import { useEffect, useState } from 'react'

interface Entered {
  readonly cursor: number | undefined
  /** Of the cell at the cursor, when what is in sight is known. */
  readonly extent: number | undefined
  readonly onExtent: (index: number) => void
}

/**
 * Enter leads to the extents of the picked cell. The cells may still be on their way: then it counts
 * when they are there, if the same cell is picked and the map still has the focus.
 */
export function useEnteredCell({ cursor, extent, onExtent }: Entered) {
  const [entered, setEntered] = useState<number>()
  useEffect(() => {
    if (entered === undefined || extent === undefined) return
    setEntered(undefined)
    if (entered === cursor) onExtent(extent)
  }, [entered, cursor, extent, onExtent])
  return { onEnter: () => setEntered(cursor), onLeave: () => setEntered(undefined) }
}
