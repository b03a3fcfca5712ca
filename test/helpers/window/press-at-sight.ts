import type { Page } from 'playwright'

/**
 * Presses the button of this text in the moment in which `sign` is read in the page, and gives what was
 * read: from outside of the page what is waited for may be over before the press comes.
 */
export function pressAtSight(window: Page, name: string, sign: RegExp): Promise<string> {
  return window.evaluate(
    ([name, source]) =>
      new Promise<string>((resolve) => {
        const look = () => {
          const [read] = new RegExp(source).exec(document.body.innerText) ?? []
          const buttons = [...document.querySelectorAll('button')]
          const button = buttons.find(({ textContent }) => textContent === name)
          if (read === undefined || button === undefined) return
          observer.disconnect()
          button.click()
          resolve(read)
        }
        const observer = new MutationObserver(look)
        observer.observe(document.body, { childList: true, subtree: true, characterData: true })
        look()
      }),
    [name, sign.source] as const,
  )
}
