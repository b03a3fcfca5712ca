import { createStore } from 'zustand/vanilla'
import type { Failure } from '../../shared/ipc/contract.ts'
import type { NumberedExtent } from '../../shared/map/extent-table.ts'
import type { MapWindow } from '../../shared/map/window.ts'
import type { Api } from '../api.ts'
import {
  centreView,
  type MapFrame,
  type MapView,
  panView,
  refitView,
  wholeView,
  zoomView,
} from '../charts/map-view.ts'
import { createMapWindows } from './map-windows.ts'

/** Extents on a page of the table. */
export const PAGE_EXTENTS = 500

export interface ExtentPage {
  /** Number of its first extent. */
  readonly first: number
  readonly extents: readonly NumberedExtent[]
}

export interface DiskMapState {
  readonly mapId: string | undefined
  readonly frame: MapFrame
  /** What is asked for; `window` is what has come, which may still be of the view before. */
  readonly view: MapView
  readonly window: MapWindow | undefined
  /** The whole disk in a line. */
  readonly strip: MapWindow | undefined
  readonly page: ExtentPage | undefined
  readonly failure: Failure | undefined
  readonly actions: DiskMapActions
}

export interface DiskMapActions {
  /** Shows a map of a disk of `size` bytes: the same part as before when it is of the same disk. */
  readonly open: (mapId: string, size: number) => void
  /** The picture has room for so many cells. */
  readonly resize: (cells: number) => void
  readonly zoom: (direction: 'in' | 'out', cell: number) => void
  readonly pan: (cells: number) => void
  readonly centre: (guest: number) => void
  readonly showWhole: () => void
  readonly loadPage: (first: number) => Promise<void>
  readonly clear: () => void
}

const NO_FRAME: MapFrame = { size: 0, cells: 0 }

const initialDiskMap = () => ({
  mapId: undefined as string | undefined,
  frame: NO_FRAME,
  view: wholeView(NO_FRAME),
  window: undefined as MapWindow | undefined,
  strip: undefined as MapWindow | undefined,
  page: undefined as ExtentPage | undefined,
  failure: undefined as Failure | undefined,
})

export type DiskMapStore = ReturnType<typeof createDiskMapStore>

/** The part of a map that is looked at. */
export function createDiskMapStore(api: Pick<Api, 'request'>) {
  return createStore<DiskMapState>((set, get) => {
    const windows = createMapWindows(api, { get, set })

    const look = (view: MapView) => {
      const { start, cellBytes } = get().view
      if (view.start === start && view.cellBytes === cellBytes) return
      set({ view })
      void windows.ask()
    }

    return {
      ...initialDiskMap(),
      actions: {
        open: (mapId, size) => {
          const { mapId: current, frame, view } = get()
          if (current === mapId) return
          const next = { size, cells: frame.cells }
          const isSameDisk = current !== undefined && frame.size === size
          set({
            ...initialDiskMap(),
            mapId,
            frame: next,
            view: isSameDisk ? view : wholeView(next),
          })
          void windows.ask()
          void windows.askStrip(mapId, size)
        },
        resize: (cells) => {
          const { frame, view } = get()
          if (frame.cells === cells) return
          const next = { ...frame, cells }
          set({ frame: next, view: refitView(view, frame, next) })
          void windows.ask()
        },
        zoom: (direction, cell) => look(zoomView(get().view, get().frame, direction, cell)),
        pan: (cells) => look(panView(get().view, get().frame, cells)),
        centre: (guest) => look(centreView(get().view, get().frame, guest)),
        showWhole: () => look(wholeView(get().frame)),
        loadPage: async (first) => {
          const { mapId } = get()
          if (mapId === undefined) return
          const answer = await api.request('image:extents', mapId, first, PAGE_EXTENTS)
          if (get().mapId !== mapId) return
          set(answer.ok ? { page: { first, extents: answer.value } } : { failure: answer.failure })
        },
        clear: () => set(initialDiskMap()),
      },
    }
  })
}

export const selectDiskMapActions = (state: DiskMapState) => state.actions
