import { createContext, type ReactNode, use } from 'react'
import { useStore } from 'zustand'
import type { Api } from '../api.ts'
import type { Stores } from './app.ts'
import type { DiskMapState } from './disk-map.ts'
import type { ImageTasksState } from './image-tasks.ts'
import type { InspectorState } from './inspector.ts'
import type { PlacesState } from './places.ts'
import type { PlanState } from './plan.ts'
import type { ScanState } from './scan-state.ts'
import type { SettingsState } from './settings.ts'
import type { ViewState } from './view-state.ts'

interface Context {
  readonly api: Api
  readonly stores: Stores
}

const StoresContext = createContext<Context | undefined>(undefined)

export function StoresProvider({ value, children }: { value: Context; children: ReactNode }) {
  return <StoresContext value={value}>{children}</StoresContext>
}

function useContextValue(): Context {
  const value = use(StoresContext)
  if (value === undefined) throw new Error('a view was rendered outside StoresProvider')
  return value
}

export const useApi = () => useContextValue().api
export const useStores = () => useContextValue().stores

export function useSettings<T>(selector: (state: SettingsState) => T): T {
  return useStore(useStores().settings, selector)
}

export function usePlaces<T>(selector: (state: PlacesState) => T): T {
  return useStore(useStores().places, selector)
}

export function useScan<T>(selector: (state: ScanState) => T): T {
  return useStore(useStores().scan, selector)
}

export function useView<T>(selector: (state: ViewState) => T): T {
  return useStore(useStores().view, selector)
}

export function useInspector<T>(
  which: 'detail' | 'page',
  selector: (state: InspectorState) => T,
): T {
  return useStore(useStores()[which], selector)
}

export function useImageTasks<T>(selector: (state: ImageTasksState) => T): T {
  return useStore(useStores().imageTasks, selector)
}

export function usePlan<T>(selector: (state: PlanState) => T): T {
  return useStore(useStores().plan, selector)
}

export function useDiskMap<T>(selector: (state: DiskMapState) => T): T {
  return useStore(useStores().diskMap, selector)
}
