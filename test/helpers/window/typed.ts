import type { Page } from 'playwright'
import { expect } from 'vitest'

/** Longer than the letters of one word may be apart, so that a word that came too slowly is begun anew. */
const NEXT_WORD_MS = 1000

/** Types the beginning of a row's name: on a busy machine again, until its letters have come close together. */
export async function typed(
  window: Page,
  name: string,
  focused: () => Promise<string>,
  expected: RegExp,
): Promise<void> {
  const type = async () => {
    await window.keyboard.type(name)
    return focused()
  }
  await expect.poll(type, { interval: NEXT_WORD_MS }).toMatch(expected)
}
