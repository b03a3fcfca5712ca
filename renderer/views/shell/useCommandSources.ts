import { useEffect } from 'react'
import { useApi } from '../../stores/context.tsx'
import { filterFieldId } from '../node/tables/FilterBar.tsx'
import { commandForKey, isEditable, isOfWindow } from './key-commands.ts'
import { useCommands } from './useCommands.ts'

/** Listens for the native menu and for keys. */
export function useCommandSources(): void {
  const api = useApi()
  const commands = useCommands()
  useEffect(() => api.on('menu:command', (command) => commands[command]()), [api, commands])
  useEffect(() => {
    // What a key is pressed on may have closed by itself before the key comes by here.
    let isOverlaid = false
    let heard: KeyboardEvent | undefined
    const press = (event: KeyboardEvent) => {
      heard = event
      if (event.defaultPrevented) return
      const command = commandForKey(event, isEditable(event.target) && !isLeavingFilter(event))
      if (command === undefined) return
      // Escape also closes menus and dialogs, which look after it themselves and keep the focus.
      if (isOverlaid && isOfWindow(command)) return
      event.preventDefault()
      commands[command]()
    }
    // Before the widgets: a list of tabs takes arrows and Home, whatever is held with them.
    const pressAway = (event: KeyboardEvent) => {
      isOverlaid = document.querySelector('[role=dialog],[role=menu]') !== null
      // A tooltip closes by Escape and keeps the key for itself: a scan would not be cancelled by it.
      if (event.key === 'Escape' && document.querySelector('[role=tooltip]') !== null) {
        setTimeout(() => heard !== event && press(event))
      }
      const command = commandForKey(event, isEditable(event.target))
      if (command !== 'back' && command !== 'home') return
      event.preventDefault()
      event.stopPropagation()
      commands[command]()
    }
    window.addEventListener('keydown', press)
    window.addEventListener('keydown', pressAway, true)
    return () => {
      window.removeEventListener('keydown', press)
      window.removeEventListener('keydown', pressAway, true)
    }
  }, [commands])
}

/** Escape where the filter has nothing left to clear: it is for the window then, as anywhere else. */
function isLeavingFilter({ key, target, isComposing }: KeyboardEvent): boolean {
  if (key !== 'Escape' || isComposing) return false
  return target instanceof HTMLInputElement && target.id === filterFieldId && target.value === ''
}
