import { useSyncExternalStore } from 'react'

const ATTRIBUTE = 'data-mantine-color-scheme'

/** `light` or `dark`, as the window is painted now: for what is drawn with colours and not styled. */
export function useScheme(): string {
  return useSyncExternalStore(subscribe, current)
}

function current(): string {
  return document.documentElement.getAttribute(ATTRIBUTE) ?? ''
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: [ATTRIBUTE] })
  return () => observer.disconnect()
}
