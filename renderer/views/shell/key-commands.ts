import type { MenuCommand } from '../../../shared/ipc/contract.ts'

/** What keys do beside the commands of the native menu. */
export type KeyCommand = MenuCommand | 'back' | 'escape' | 'next-region' | 'previous-region'

/** The command of a key press; undefined for a key that has none, or that is being typed. */
export function commandForKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  isTyping: boolean,
): KeyCommand | undefined {
  const isControl = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (isControl && key === 'o') return event.shiftKey ? 'open-image' : 'open-folder'
  if (isControl && key === 'e') return 'export'
  if (isControl && key === 'f') return 'find'
  if (isControl && key === '.') return 'cancel'
  if (isControl && key === 'f4') return 'close-image'
  if (event.altKey && key === 'home') return 'home'
  if (event.altKey && key === 'arrowleft') return 'back'
  if (isControl || event.altKey) return undefined
  if (key === 'f5') return 'rescan'
  if (key === 'f1') return 'shortcuts'
  if (key === 'f6') return event.shiftKey ? 'previous-region' : 'next-region'
  if (isTyping) return undefined
  if (key === '/') return 'find'
  if (key === '?') return 'shortcuts'
  return key === 'escape' ? 'escape' : undefined
}

/** Whether a key that is pressed there may be typing. */
export function isEditable(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return target.type !== 'radio'
  return target instanceof HTMLTextAreaElement
}

/** Whether a menu or a dialog above the window looks after it itself. */
export function isOfWindow(command: KeyCommand): boolean {
  return command === 'escape' || command === 'next-region' || command === 'previous-region'
}
