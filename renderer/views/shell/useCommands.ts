import { useMemo } from 'react'
import { useStores } from '../../stores/context.tsx'
import { readAgain } from '../../stores/fresh-image.ts'
import { useCloseImage, useGoBack, useGoHome } from '../../stores/leaving.ts'
import { isScanning } from '../../stores/scan-state.ts'
import { filterFieldId } from '../node/tables/FilterBar.tsx'
import { exportButton } from './ExportMenu.tsx'
import { cancelAll, escapeFrom, isOnNode } from './escape.ts'
import type { KeyCommand } from './key-commands.ts'
import { focusRegion } from './regions.ts'

/** What each command does, whether it comes from the native menu or from a key. */
export function useCommands(): Readonly<Record<KeyCommand, () => void>> {
  const stores = useStores()
  const goHome = useGoHome()
  const back = useGoBack()
  const closeImage = useCloseImage()
  return useMemo(() => {
    const { places, scan, view } = stores
    return {
      back,
      escape: () => escapeFrom(stores, back),
      cancel: () => cancelAll(stores),
      'next-region': () => focusRegion(1),
      'previous-region': () => focusRegion(-1),
      'open-folder': () => void places.getState().actions.chooseFolder(),
      'open-image': () => void places.getState().actions.chooseImage(),
      'open-sample': () => void places.getState().actions.openSample(),
      home: goHome,
      'close-image': () => closeImage(),
      rescan: () => {
        if (isOnNode(stores) && !isScanning(scan.getState())) void scan.getState().actions.rescan()
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
