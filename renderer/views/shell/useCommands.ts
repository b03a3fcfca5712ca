import { useMemo } from 'react'
import { isWhole } from '../../charts/map-view.ts'
import { keepFocusOnTable } from '../../grid/lost-focus.ts'
import { useStores } from '../../stores/context.tsx'
import { readAgain } from '../../stores/fresh-image.ts'
import { IMAGE_WORKS } from '../../stores/image-tasks.ts'
import { useCloseImage, useGoBack, useGoHome } from '../../stores/leaving.ts'
import { isActive } from '../../stores/scan-state.ts'
import { isRunning } from '../../stores/task-state.ts'
import { hasDrawer } from '../node/drawer.ts'
import { filterFieldId } from '../node/tables/FilterBar.tsx'
import { clearNext } from './clear-next.ts'
import { exportButton } from './ExportMenu.tsx'
import type { KeyCommand } from './key-commands.ts'
import { focusRegion } from './regions.ts'

/** What each command does, whether it comes from the native menu or from a key. */
export function useCommands(): Readonly<Record<KeyCommand, () => void>> {
  const stores = useStores()
  const goHome = useGoHome()
  const back = useGoBack()
  const closeImage = useCloseImage()
  return useMemo(() => {
    const { diskMap, imageTasks, places, scan, view } = stores
    const isOnNode = () => view.getState().screen.kind === 'node'
    // What is selected closes its details as it is let go.
    const isOverviewOpen = () => {
      const { selection, isDrawerOpen } = view.getState()
      return isOnNode() && selection === undefined && isDrawerOpen && hasDrawer()
    }
    const isMapZoomed = () => {
      const { screen } = view.getState()
      const { mapId, view: seen, frame } = diskMap.getState()
      const isSeen = screen.kind === 'inspector' && screen.tab === 'map' && mapId !== undefined
      return isSeen && !isWhole(seen, frame)
    }
    const isWorking = () => {
      const { works } = imageTasks.getState()
      return IMAGE_WORKS.some((work) => isRunning(works[work]))
    }
    const cancel = () => {
      const { works, actions } = imageTasks.getState()
      for (const work of IMAGE_WORKS) if (isRunning(works[work])) actions.cancel(work)
      scan.getState().actions.cancel()
    }
    return {
      back,
      // On an image a running scan goes on: Escape ends what is seen, or leaves.
      escape: () => {
        const { failures, actions } = places.getState()
        if (failures.length > 0) actions.dismiss()
        else if (isOverviewOpen()) {
          view.getState().actions.toggleDrawer()
          keepFocusOnTable()
        } else if (isOnNode() && clearNext(view.getState())) keepFocusOnTable()
        else if (isOnNode() || isWorking()) cancel()
        else if (isMapZoomed()) diskMap.getState().actions.showWhole()
        else back()
      },
      cancel,
      'next-region': () => focusRegion(1),
      'previous-region': () => focusRegion(-1),
      'open-folder': () => void places.getState().actions.chooseFolder(),
      'open-image': () => void places.getState().actions.chooseImage(),
      'open-sample': () => void places.getState().actions.openSample(),
      home: goHome,
      'close-image': () => closeImage(),
      rescan: () => {
        if (isOnNode() && !isActive(scan.getState())) void scan.getState().actions.rescan()
        if (view.getState().screen.kind === 'inspector') void readAgain(stores)
      },
      export: () => document.querySelector<HTMLElement>(exportButton)?.click(),
      find: focusFilter,
      shortcuts: () => view.getState().actions.openDialog('shortcuts'),
      about: () => view.getState().actions.openDialog('about'),
    }
  }, [stores, goHome, back, closeImage])
}

function focusFilter(): void {
  const field = document.getElementById(filterFieldId)
  if (!(field instanceof HTMLInputElement)) return
  field.focus()
  field.select()
}
