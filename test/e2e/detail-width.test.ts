import { beforeAll, describe, expect, test } from 'vitest'
import { appWindow } from '../helpers/window/app-window.ts'
import { request } from '../helpers/window/bridge.ts'
import {
  details,
  innerRows,
  openSample,
  rowNamed,
  type ScopeName,
  settled,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()
const widths = [300, 340, 420, 560, 760]

/** What sticks out of the pane sideways, or is a tag too narrow to be read, at each width. */
async function cut(): Promise<readonly string[]> {
  await settled(running.window)
  return details(running.window).evaluate((aside, all) => {
    const short = (part: Element): string => part.textContent?.slice(0, 60) ?? ''
    const wide = () =>
      [aside, ...aside.querySelectorAll('div')]
        // A chart is drawn anew a frame later; its figure cuts what it was until then.
        .filter((part) => part.closest('figure') === null)
        .filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0)
        .filter((part) => getComputedStyle(part).overflowX !== 'hidden' || part === aside)
        .map((part) => `${short(part)}: ${part.scrollWidth}`)
    const empty = () =>
      [...aside.querySelectorAll<HTMLElement>('[class*=_tag_]')]
        .filter((tag) => tag.scrollWidth > tag.clientWidth && tag.clientWidth < 30)
        .map((tag) => `an empty tag: ${short(tag)}`)
    return all.flatMap((width) => {
      aside.style.width = `${width}px`
      return [...wide(), ...empty()].map((text) => `${width} px: ${text}`)
    })
  }, widths)
}

describe.each(['en', 'zh-CN'] as const)(
  'nothing in the details scrolls sideways: %s',
  (language) => {
    beforeAll(async () => {
      const { window } = running
      if (language === 'en') await openSample(window)
      await request(window, 'settings:set', { language })
      await window.locator(`html[lang=${language}]`).waitFor()
    })

    test('the overview', async () => {
      await showScope(running.window, 'instances')
      // What was selected there is let go.
      await running.window.keyboard.press('Escape')
      await details(running.window)
        .getByRole('heading', { name: /^(Overview|概览)$/ })
        .waitFor()
      expect(await cut()).toEqual([])
    })

    test('an instance with disks, measured as flattened', async () => {
      const { window } = running
      await showScope(window, 'instances')
      for (const name of ['db-02', 'erp-02', 'appliance-01']) {
        await rowNamed(window, name).click()
        await details(window).getByRole('heading', { name }).waitFor()
        const measure = details(window).getByRole('button', { name: /^(Measure|测量|计算)/ })
        if ((await measure.count()) > 0) {
          await measure.first().click()
          await measure.first().waitFor({ state: 'detached' })
        }
        expect(await cut(), name).toEqual([])
      }
    })

    test('a disk and a file of an instance', async () => {
      const { window } = running
      await rowNamed(window, 'db-02').locator('[data-twisty]').click()
      for (const name of ['disk', 'console.log']) {
        await rowNamed(window, name).click()
        await details(window).getByRole('heading', { name, exact: true }).waitFor()
        expect(await cut(), name).toEqual([])
      }
      await rowNamed(window, 'db-02').locator('[data-twisty]').click()
    })

    test.each(['bases', 'images', 'others', 'problems'] as readonly ScopeName[])(
      'each row of %s',
      async (scope) => {
        const { window } = running
        await showScope(window, scope)
        await window.locator('[role=row][data-index="0"]').waitFor()
        const shown = await window.locator('[role=row][data-index]').count()
        for (let index = 0; index < Math.min(shown, 8); index += 1) {
          await window.locator(`[role=row][data-index="${index}"]`).click()
          expect(await cut(), `row ${index}`).toEqual([])
        }
        if (scope === 'problems') {
          await innerRows(window).first().click()
          expect(await cut()).toEqual([])
        }
      },
    )
  },
)

test('paths of a chain are shown whole', async () => {
  const { window } = running
  await request(window, 'settings:set', { language: 'en' })
  await window.locator('html[lang=en]').waitFor()
  await showScope(window, 'instances')
  await rowNamed(window, 'worker-06').click()
  await window.keyboard.press('ArrowRight')
  await innerRows(window).filter({ hasText: 'qcow2' }).first().click()
  const path = details(window).getByRole('definition').filter({ hasText: '/_base/' }).first()
  await path.waitFor()
  const hidden = await path.evaluate(
    (cell) =>
      [cell, ...cell.querySelectorAll('*')].filter(
        (part) => getComputedStyle(part).textOverflow === 'ellipsis',
      ).length,
  )
  expect(hidden).toBe(0)
  await expect.poll(() => path.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true)
})
