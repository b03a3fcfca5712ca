import { useRef } from 'react'
import { type GridLine, typeahead } from './lines.ts'

/** Letters typed within this time make one word. */
const typingMs = 700

/** Finds rows by the letters that are typed: which line a letter leads to, from the active one on. */
export function useTypeahead(lines: readonly GridLine[], activeIndex: number) {
  const typed = useRef({ text: '', at: 0 })
  return (key: string, now: number): number | undefined => {
    const isSameWord = now - typed.current.at < typingMs
    typed.current = { text: isSameWord ? typed.current.text + key : key, at: now }
    return typeahead(lines, activeIndex, typed.current.text)
  }
}
