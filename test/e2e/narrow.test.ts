import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg } from '../helpers/programs/qemu-img.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { request } from '../helpers/window/bridge.ts'
import {
  dropFiles,
  innerRows,
  openSample,
  resizeWindow,
  rowNamed,
  rows,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()

/** Texts of a place that are cut at their side or below. */
function cut(place: Locator): Promise<readonly (string | null)[]> {
  return place.evaluateAll((all) =>
    all
      .filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1)
      .map(({ textContent }) => textContent),
  )
}

/** Pixels that the part around it leaves of it. */
function roomOf(one: Element): number {
  return one.parentElement?.getBoundingClientRect().width ?? 0
}

beforeAll(() => openSample(running.window))

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  describe.each([1000, 1440])('and a window of %i pixels', (width) => {
    beforeAll(async () => {
      await request(running.window, 'settings:set', { language })
      await running.window.locator(`html[lang=${language}]`).waitFor()
      await resizeWindow(running.app, width, 700)
    })

    test('levels of the plan and what its steps are can be read whole', async () => {
      const { window } = running
      await showScope(window, 'plan')
      await expect.poll(() => innerRows(window).count()).toBe(4)
      const titles = rows(window).locator('[class*=levelTitle]')
      await expect.poll(() => titles.count()).toBe(4)
      await expect.poll(() => cut(titles)).toEqual([])
      const isNarrow = width <= 1000
      const what = isNarrow
        ? innerRows(window).locator('[class*=_what_]')
        : innerRows(window).locator('[role=gridcell]:nth-child(2)')
      await expect.poll(() => what.count()).toBe(4)
      await expect.poll(() => cut(what)).toEqual([])
    })

    test('of the paths of steps the last names are seen to both of their ends', async () => {
      const { window } = running
      await showScope(window, 'plan')
      const ends = innerRows(window).locator('[data-path-end]')
      await expect.poll(() => ends.count()).toBe(4)
      await expect.poll(() => cut(ends)).toEqual([])
      // More of the name than eight digits, where it is a UUID or a hash.
      const fronts = innerRows(window).locator('[class*=_front_]')
      const narrowest = () =>
        fronts.evaluateAll((all) => Math.min(...all.map(({ clientWidth }) => clientWidth)))
      await expect.poll(narrowest).toBeGreaterThan(60)
    })

    test('the format of every disk stands beside its name', async () => {
      const { window } = running
      await showScope(window, 'instances')
      await rowNamed(window, 'db-02').click()
      await window.keyboard.press('ArrowRight')
      const disk = innerRows(window).filter({ hasText: 'disk.eph0' })
      await expect.poll(() => disk.textContent()).toContain('qcow2')
      await expect.poll(() => cut(disk.locator('[role=gridcell]:first-child span'))).toEqual([])
      await rowNamed(window, 'db-02').click()
      await window.keyboard.press('ArrowLeft')
      await innerRows(window).first().waitFor({ state: 'detached' })
    })

    test('long names that begin alike keep their ends', async () => {
      const { window } = running
      await showScope(window, 'instances')
      const end = rows(window).locator('[data-kept-end]').getByText('-01', { exact: true })
      await expect.poll(() => end.count()).toBeGreaterThan(0)
      await expect.poll(() => cut(rows(window).locator('[data-kept-end]'))).toEqual([])
    })
  })
})

test('a window of 800 pixels has the plan without scrolling sideways', async () => {
  const { app, window } = running
  await request(window, 'settings:set', { language: 'en' })
  await resizeWindow(app, 800, 700)
  await showScope(window, 'plan')
  await innerRows(window).first().waitFor()
  const table = window.getByRole('treegrid').locator('..')
  await expect.poll(() => table.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
})

test('the smallest window has every button within it', async () => {
  const { app, window } = running
  await request(window, 'settings:set', { language: 'en' })
  await resizeWindow(app, 720, 480)
  for (const scope of ['instances', 'bases', 'problems', 'plan'] as const) {
    await showScope(window, scope)
    const outside = () =>
      window.locator('header button, main section button').evaluateAll((all) =>
        all.flatMap((one) => {
          const frame = (one.closest('section') ?? document.body).getBoundingClientRect()
          const { right, width } = one.getBoundingClientRect()
          const isInRows = one.closest('[role=treegrid]') !== null
          return width > 0 && right > frame.right + 1 && !isInRows ? [one.textContent] : []
        }),
      )
    await expect.poll(outside).toEqual([])
  }
})

test('the smallest window has the path of the node whole, in place of what kind it is', async () => {
  const { app, window } = running
  await request(window, 'settings:set', { language: 'en' })
  await resizeWindow(app, 1280, 700)
  const path = window.locator('header h1 span')
  const kind = window.locator('header').getByText('Compute node')
  await expect.poll(() => kind.evaluate(roomOf)).toBeGreaterThan(20)
  await resizeWindow(app, 720, 480)
  await expect.poll(() => cut(path)).toEqual([])
  await expect.poll(() => kind.evaluate(roomOf)).toBe(1)
})

test('a window without the room for both has the details over the table, once a row is selected', async () => {
  const { app, window } = running
  await resizeWindow(app, 1280, 700)
  await showScope(window, 'instances')
  await window.keyboard.press('Escape')
  const pane = window.getByRole('complementary')
  await pane.getByRole('heading', { name: 'Overview' }).waitFor()
  await resizeWindow(app, 720, 480)
  await pane.waitFor({ state: 'detached' })
  const tableWidth = () => window.getByRole('treegrid').evaluate((one) => one.clientWidth)
  const wide = await tableWidth()
  expect(wide).toBeGreaterThan(560)
  await window
    .getByRole('row')
    .filter({ hasText: 'db-02' })
    .click({ position: { x: 40, y: 12 } })
  await pane.getByRole('heading', { name: 'db-02' }).waitFor()
  expect(await tableWidth()).toBe(wide)
  await pane.getByRole('button', { name: 'Close the details' }).click()
  await pane.waitFor({ state: 'detached' })
  const handle = window.getByRole('button', { name: 'Show the details' })
  await handle.click()
  await pane.getByRole('heading', { name: 'Overview' }).waitFor()
  await window.getByRole('button', { name: 'Hide the details' }).click()
  await pane.waitFor({ state: 'detached' })
  await handle.click()
  await pane.waitFor()
  await window.keyboard.press('Escape')
  await pane.waitFor({ state: 'detached' })
})

test('a window without the room for names has the list of views as icons, whose names come with the focus', async () => {
  const { app, window } = running
  await resizeWindow(app, 1280, 700)
  const bases = window.locator('[data-scope=bases]')
  const nameWidth = () => bases.locator('[class*=name]').evaluate((one) => one.clientWidth)
  expect(await nameWidth()).toBeGreaterThan(50)
  await resizeWindow(app, 720, 480)
  expect((await bases.boundingBox())?.width).toBeLessThan(72)
  expect(await nameWidth()).toBe(1)
  await window.locator('[data-scope=instances]').focus()
  await window.keyboard.press('Tab')
  await expect.poll(nameWidth).toBeGreaterThan(50)
  await window.keyboard.press('Enter')
  await window.locator('[data-scope=bases][aria-current=page]').waitFor()
})

test("in a system's own colours what is selected has a frame, for texts have a ground of theirs", async () => {
  const { app, window } = running
  await resizeWindow(app, 1280, 700)
  await showScope(window, 'instances')
  await window.emulateMedia({ forcedColors: 'active' })
  try {
    await rowNamed(window, 'db-02').click()
    const selected = window.locator('[role=row][aria-selected=true]')
    await selected.waitFor()
    const look = (one: Element) => {
      // The frame lies above the first cell, which has a background of its own.
      const { outlineStyle } = getComputedStyle(one, '::after')
      const { backgroundColor } = getComputedStyle(one)
      return { outlineStyle, backgroundColor }
    }
    const other = await rowNamed(window, 'db-01').evaluate(look)
    await expect
      .poll(() => selected.evaluate(look))
      .toEqual({ outlineStyle: 'solid', backgroundColor: other.backgroundColor })
    expect(other.outlineStyle).toBe('none')
    const dots = window
      .getByRole('region', { name: 'Totals' })
      .getByRole('listitem')
      .locator('span')
    const colours = await dots.evaluateAll((all) =>
      all.map((dot) => getComputedStyle(dot).forcedColorAdjust),
    )
    expect(colours).toContain('none')
  } finally {
    await window.emulateMedia({ forcedColors: 'none' })
  }
})

test('where no instance has a name, its UUID has the room of both columns', async () => {
  const { app, window, folder } = running
  await request(window, 'settings:set', { language: 'en' })
  const uuid = '8d1f4cc8-0000-4000-8000-000000000001'
  mkdirSync(join(folder, 'instances', uuid), { recursive: true })
  qemuImg(join(folder, 'instances', uuid), 'create', '-q', '-f', 'qcow2', 'disk', '1G')
  await resizeWindow(app, 1280, 700)
  await dropFiles(window, [join(folder, 'instances')])
  await window.getByRole('heading', { level: 1, name: 'instances' }).waitFor()
  await showScope(window, 'instances')
  const headers = window.getByRole('columnheader')
  await expect.poll(() => headers.first().textContent()).toBe('UUID')
  expect(await headers.getByText('Name', { exact: true }).count()).toBe(0)
  expect(await headers.getByText('UUID', { exact: true }).count()).toBe(1)
  const name = rows(window).locator('[role=gridcell]:first-child').getByText(uuid)
  await name.waitFor()
  await expect.poll(async () => (await name.boundingBox())?.width).toBeGreaterThan(120)
})
