import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { appWindow } from '../helpers/app-window.ts'
import { details, innerRows, openSample, resizeWindow, showScope } from '../helpers/explorer.ts'

const running = appWindow()

beforeAll(async () => {
  await openSample(running.window)
  await showScope(running.window, 'problems')
})

/** Of paths the ends that are seen; of those that are cut, what is cut that should not be. */
function ends(place: Locator): Promise<readonly string[]> {
  return place.locator('[class*=_path_][title]').evaluateAll((paths) =>
    paths.map((path) => {
      const part = (name: string) => path.querySelector(`[class*=_${name}_]`)
      const isCut = (one: Element | null) => one !== null && one.scrollWidth > one.clientWidth
      const end = part('end')
      const right = end?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY
      if (isCut(end) || right > path.getBoundingClientRect().right + 1) return 'the end is cut'
      const em = Number.parseFloat(getComputedStyle(path).fontSize)
      const head = part('head')?.clientWidth ?? 0
      if (isCut(part('front')) && head > 2 * em + 1) return 'a name is cut before its folders'
      return end?.textContent ?? 'no end'
    }),
  )
}

describe.each([1000, 1440])('in a window of %i pixels', (width) => {
  test('the ends of paths with problems are seen, and folders give way before names', async () => {
    const { app, window } = running
    await resizeWindow(app, width, 1000)
    await innerRows(window).filter({ hasText: 'symlink leads out' }).first().waitFor()
    const whole = ['/disk', '/disk.eph0', '/disk.local']
    await expect
      .poll(() => ends(window.getByRole('treegrid')))
      .toEqual(expect.arrayContaining(whole))
    const seen = new Set(await ends(window.getByRole('treegrid')))
    expect([...seen].join(' ')).toMatch(/\.part .*_del .*_resize /)
    for (const end of seen) expect(end).not.toMatch(/^(the|a|no) /)
  })

  test('the end of the path in the details is seen', async () => {
    const { app, window } = running
    await resizeWindow(app, width, 1000)
    await innerRows(window).filter({ hasText: 'symlink leads out' }).first().click()
    await details(window).getByRole('heading', { name: 'disk.local' }).waitFor()
    await expect.poll(() => ends(details(window).locator('header'))).toEqual(['/disk.local'])
  })

  test('what the sums are of and what they leave out is said whole', async () => {
    const { app, window } = running
    await resizeWindow(app, width, 1000)
    const notes = window.locator('section').getByText('1 instance not seen whole')
    await expect.poll(() => notes.count()).toBe(2)
    const ratio = window.getByText(/^≥ [\d,]+ × the free space$/)
    expect(await ratio.evaluate((note) => getComputedStyle(note).whiteSpace)).toBe('normal')
    const isCut = (note: Element) => note.scrollWidth > note.clientWidth
    for (const note of await notes.all()) expect(await note.evaluate(isCut)).toBe(false)
    const totals = window.getByRole('region', { name: 'Totals' })
    const all = totals.locator('[class*=_note_]')
    const cut = await all.evaluateAll((cards) =>
      cards
        .filter((note) =>
          [note, ...note.querySelectorAll('*')].some(
            (one) =>
              one.scrollWidth > one.clientWidth && getComputedStyle(one).display !== 'inline',
          ),
        )
        .map(({ textContent }) => textContent),
    )
    expect(cut).toEqual([])
  })
})
