import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg } from '../helpers/programs/qemu-img.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import {
  details,
  dropFiles,
  innerRows,
  openSample,
  resizeWindow,
  rows,
  showScope,
} from '../helpers/window/explorer.ts'

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
    await innerRows(window).filter({ hasText: '→ ' }).first().waitFor()
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
    await innerRows(window).filter({ hasText: '→ ' }).first().click()
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

test.each([1200, 1280, 1440])('no step of the plan seems to lie in / (%i)', async (width) => {
  const { app, window } = running
  await showScope(window, 'plan')
  await resizeWindow(app, width, 1000)
  const paths = innerRows(window).locator('[class*=_path_][title]')
  await paths.first().waitFor()
  const seen = await paths.evaluateAll((all) =>
    all.map((path) => {
      const [head, tail] = [...path.children]
      if (head === undefined || tail === undefined) return 'no path'
      const isCut = head.textContent !== '' && getComputedStyle(head).display === 'none'
      return isCut ? getComputedStyle(tail, '::before').content : head.textContent
    }),
  )
  expect(seen).not.toContain('none')
  expect(seen).not.toContain('')
})

test('of a base that was made larger the size in its name is seen, which alone tells it from its image', async () => {
  const { app, window, folder } = running
  const instances = join(folder, 'instances')
  mkdirSync(join(instances, '_base'), { recursive: true })
  mkdirSync(join(instances, '8d1f4cc8-0000-4000-8000-000000000001'))
  const name = '95cb0bfd2977c761298d9624e4b4d4c72a39974a'
  for (const base of [name, `${name}_20`])
    qemuImg(join(instances, '_base'), 'create', '-q', '-f', 'raw', base, '1M')
  await resizeWindow(app, 1000, 1000)
  await dropFiles(window, [instances])
  await window.getByRole('heading', { level: 1, name: 'instances' }).waitFor()
  await showScope(window, 'bases')
  const cell = rows(window)
    .getByRole('gridcell')
    .filter({ hasText: `${name}_20` })
  await cell.waitFor()
  const place = await cell.boundingBox()
  const end = await cell.locator('[data-kept-end]').boundingBox()
  const right = (box: typeof end) => (box?.x ?? Number.NaN) + (box?.width ?? Number.NaN)
  expect(await cell.locator('[data-kept-end]').textContent()).toBe('_20')
  expect(right(end)).toBeLessThanOrEqual(right(place))
  expect(await cell.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
})
