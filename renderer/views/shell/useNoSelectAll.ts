import { useEffect } from 'react'

/**
 * Ctrl+A and the menu's "Select all" take rows, or what a field holds. All of the window's text would
 * stay painted over whatever is shown next; words that can be copied are still taken with the mouse.
 */
export function useNoSelectAll(): void {
  useEffect(() => {
    const refuse = (event: Event) => {
      // It is asked for with the body as its target; a selection by mouse begins at a text.
      if (event.target === document.body) event.preventDefault()
    }
    document.addEventListener('selectstart', refuse)
    return () => document.removeEventListener('selectstart', refuse)
  }, [])
}
