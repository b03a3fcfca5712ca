import type { Failure } from '../../shared/ipc/contract.ts'
import type { MapWindow } from '../../shared/map/window.ts'
import type { Api } from '../api.ts'
import { type MapFrame, type MapView, wholeView } from '../charts/map-view.ts'

/** Cells of the strip that shows the whole disk. */
const STRIP_CELLS = 400

/** What the store says is looked at, and what comes of it. */
interface StoreAccess {
  readonly get: () => {
    readonly mapId: string | undefined
    readonly view: MapView
    readonly frame: MapFrame
  }
  readonly set: (
    came:
      | { readonly window: MapWindow }
      | { readonly strip: MapWindow }
      | { readonly failure: Failure },
  ) => void
}

/** Asks for what is looked at: one window at a time, and the newest counts. */
export function createMapWindows(api: Pick<Api, 'request'>, { get, set }: StoreAccess) {
  let isAsking = false

  const ask = async (): Promise<void> => {
    const { mapId, view, frame } = get()
    if (isAsking || mapId === undefined || frame.cells === 0) return
    isAsking = true
    const answer = await api.request('image:map', mapId, { ...view, cells: frame.cells })
    isAsking = false
    const now = get()
    if (now.mapId === mapId) {
      set(answer.ok ? { window: answer.value } : { failure: answer.failure })
    }
    const isOld = now.mapId !== mapId || now.view !== view || now.frame !== frame
    if (isOld) await ask()
  }

  const askStrip = async (mapId: string, size: number): Promise<void> => {
    const whole = wholeView({ size, cells: STRIP_CELLS })
    const answer = await api.request('image:map', mapId, { ...whole, cells: STRIP_CELLS })
    if (answer.ok && get().mapId === mapId) set({ strip: answer.value })
  }

  return { ask, askStrip }
}
