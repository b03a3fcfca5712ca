import type { ElectronApplication, Locator, Page } from 'playwright'

/** Parts of the window by what people call them; words are those of the English catalogue. */

export type ScopeName = 'instances' | 'bases' | 'images' | 'others' | 'problems' | 'plan'

/** Opens the sample node from the first screen and waits until it has been scanned. */
export async function openSample(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Explore a sample node' }).click()
  await scanned(window)
}

/** Of several images in the inspector the names, without the buttons that close them. */
export function imageTabs(window: Page): Locator {
  return window.getByRole('navigation', { name: 'Images' }).locator('button:not([aria-label])')
}

/** A scan of thousands of instances takes a busy machine longer than any other answer of the window. */
const SCAN_MS = 100_000

/**
 * Waits for the end of a scan, and until all of it is drawn: only then can something be exported. While a place is
 * scanned again what was found before can be, too, which the window marks.
 */
export async function scanned(window: Page): Promise<void> {
  await window.locator('[data-again]').waitFor({ state: 'detached', timeout: SCAN_MS })
  await window.locator('[data-export]:enabled').waitFor({ timeout: SCAN_MS })
  await settled(window)
}

/**
 * Waits until nothing is behind: what is drawn in slices after a key or a click, and what waits for
 * an answer, says of itself that it is busy, and shows until then what was before.
 */
export async function settled(window: Page): Promise<void> {
  const behind = window.locator('[aria-busy=true], [data-late]').first()
  await behind.waitFor({ state: 'detached', timeout: SCAN_MS })
}

export async function showScope(window: Page, scope: ScopeName): Promise<void> {
  await window.locator(`[data-scope=${scope}]`).click()
  await settled(window)
}

/** Rows of the table itself, without those that an opened row shows below it. */
export function rows(window: Page): Locator {
  return window.locator('[role=row][data-level="1"]')
}

/** Files of opened instances, overlays of opened bases. */
export function innerRows(window: Page): Locator {
  return window.locator('[role=row][data-level="2"]')
}

/** The row of the table that begins with this name. */
export function rowNamed(window: Page, name: string): Locator {
  return window.getByRole('row').filter({
    has: window.locator('[role=gridcell]:first-child').getByText(name, { exact: true }),
  })
}

export function details(window: Page): Locator {
  return window.getByRole('complementary', { name: /Details|详情/ })
}

/** Opens all that is folded in a place, from the first on: what is drawn while it goes on is opened too. */
export async function openFolds(place: Locator): Promise<void> {
  const folded = place.locator('details:not([open]) > summary')
  await folded.first().waitFor()
  for (let left = await folded.count(); left > 0; left = await folded.count())
    await folded.first().click()
}

export async function filterTable(window: Page, text: string): Promise<void> {
  await window.locator('#cowscope-filter').fill(text)
}

/**
 * Lets files and folders go on the window, as a file manager does: with their true paths. Waits until
 * they are opened, so that what is looked for next is not of what was open before.
 */
export async function dropFiles(window: Page, files: readonly string[]): Promise<void> {
  const cdp = await window.context().newCDPSession(window)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await cdp.send('Input.dispatchDragEvent', { type, x: 320, y: 320, data })
  }
  await cdp.detach()
  await settled(window)
}

/** Sets the size of the page, in pixels, and waits until it is drawn in it. */
export async function resizeWindow(
  app: ElectronApplication,
  width: number,
  height: number,
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height)
    },
    { width, height },
  )
  for (const page of app.windows()) await page.evaluate(drawnIn, { width, height })
}

/** In the page: resolves two frames after it has this size, when all that is measured was told of it. */
function drawnIn(size: { readonly width: number; readonly height: number }): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (innerWidth !== size.width || innerHeight !== size.height) requestAnimationFrame(look)
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
    }
    look()
  })
}
