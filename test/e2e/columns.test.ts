import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import {
  dropFiles,
  openSample,
  resizeWindow,
  type ScopeName,
  scanned,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()
const header = (name: string) =>
  running.window.getByRole('columnheader').getByText(name, { exact: true })

beforeAll(async () => {
  await openSample(running.window)
  // What is odd comes first.
  await header('Problems').click()
})

/** Pixels of the table that are out of sight at its side. */
const hiddenWidth = (): Promise<number> =>
  running.window.getByRole('treegrid').evaluate((grid) => {
    const scroller = grid.parentElement ?? grid
    return scroller.scrollWidth - scroller.clientWidth
  })

const scopes: readonly ScopeName[] = ['instances', 'bases', 'images', 'others', 'problems']

describe.each([1000, 1280, 1600])('in a window of %i pixels', (width) => {
  beforeAll(() => resizeWindow(running.app, width, 700))

  test.each(scopes)('the columns of %s fit', async (scope) => {
    await showScope(running.window, scope)
    await expect.poll(hiddenWidth).toBe(0)
    if (scope === 'others') await header('What it is').waitFor()
    // None of the images has one.
    else if (scope === 'images') await header('Problems').waitFor({ state: 'detached' })
    else if (scope !== 'problems') await header('Problems').waitFor()
  })

  test.each(scopes)(
    'no header of %s is cut, and texts keep away from the numbers before them',
    async (scope) => {
      await showScope(running.window, scope)
      const headers = running.window.getByRole('columnheader')
      const faults = await headers.evaluateAll((cells) =>
        cells.flatMap((cell) => {
          const [text, before] = [
            cell.querySelector('[class*=headerText]'),
            cell.previousElementSibling,
          ]
          const isCut = text !== null && text.scrollWidth > text.clientWidth
          const gap =
            cell.getBoundingClientRect().left - (before?.getBoundingClientRect().right ?? 0)
          const isBehindNumber =
            before?.getAttribute('data-align') === 'end' && !cell.hasAttribute('data-align')
          return isCut || (isBehindNumber && gap < 12) ? [`${cell.textContent}: ${gap}`] : []
        }),
      )
      expect(faults).toEqual([])
    },
  )

  test('the whole head of a column sorts, and not its word alone', async () => {
    await showScope(running.window, 'instances')
    const head = running.window.getByRole('columnheader').first()
    const sorted = () => head.getAttribute('aria-sort')
    const { width } = (await head.boundingBox()) ?? { width: 0 }
    for (const expected of ['ascending', 'descending']) {
      await head.click({ position: { x: width - 3, y: 3 } })
      await expect.poll(sorted).toBe(expected)
    }
    await header('Problems').click()
  })

  test.each(['instances', 'bases'] as const)('names of %s have most of the room', async (scope) => {
    await showScope(running.window, scope)
    const tagged = running.window.locator('[role=gridcell][data-tagged]')
    await tagged.first().waitFor()
    const cut = await tagged.evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const tag = cell.lastElementChild
        const name = tag?.previousElementSibling
        if (!tag || !name) return [cell.textContent]
        const isCut = tag.getBoundingClientRect().right > cell.getBoundingClientRect().right
        const isNameCut = name.scrollWidth > name.clientWidth
        return isCut || (isNameCut && name.clientWidth < 1.5 * tag.clientWidth)
          ? [cell.textContent]
          : []
      }),
    )
    expect(cut).toEqual([])
  })

  test('the legend has every part of the bar, in its order', async () => {
    const totals = running.window.getByRole('region', { name: 'Totals' })
    const legend = totals.getByRole('list').filter({ hasText: 'Leftovers' }).getByRole('listitem')
    const seen = () =>
      legend.evaluateAll((items) =>
        items
          .filter((item) => {
            const [note, part] = [item.closest('[class*=note]'), item.getBoundingClientRect()]
            const room = note?.getBoundingClientRect()
            return room !== undefined && part.bottom <= room.bottom && part.right <= room.right
          })
          .map((item) => item.textContent?.replace(/ [\d.]+ \w+$/, '')),
      )
    await expect.poll(seen).toEqual(['Instances', 'Base files', 'Images', 'Leftovers', 'Other'])
  })

  test('the titles of problems are whole', async () => {
    await showScope(running.window, 'problems')
    const titles = running.window.locator(
      '[role=row][data-level="1"] [role=gridcell] > :first-child',
    )
    await titles.first().waitFor()
    const cut = await titles.evaluateAll((all) =>
      all.flatMap((one) => (one.scrollWidth > one.clientWidth ? [one.textContent] : [])),
    )
    expect(cut).toEqual([])
  })
})

test.each([1280, 1366, 1440, 1920])(
  'no name of an instance is cut in a window of %i pixels',
  async (width) => {
    const { app, window } = running
    await resizeWindow(app, width, 1000)
    await showScope(window, 'instances')
    const names = window.locator(
      '[role=row][data-level="1"] [role=gridcell]:first-child [data-kept-end]',
    )
    await names.first().waitFor()
    const cut = await names.evaluateAll((ends) =>
      ends.flatMap(({ previousElementSibling: front, parentElement: whole }) =>
        front !== null && front.scrollWidth > front.clientWidth ? [whole?.textContent] : [],
      ),
    )
    expect(cut).toEqual([])
  },
)

test('what a disk stands on is told by eight digits in front of how many more it stands on', async () => {
  const { app, window } = running
  await resizeWindow(app, 1280, 700)
  await showScope(window, 'instances')
  const named = window.locator('[role=gridcell] > [class*=followed] > :first-child')
  const first = named.and(window.locator(':not(:last-child)')).filter({ hasText: /^[0-9a-f]{8}$/ })
  await first.first().waitFor()
  const cut = await first.evaluateAll((all) =>
    all.flatMap((one) => (one.scrollWidth > one.clientWidth ? [one.textContent] : [])),
  )
  expect(cut).toEqual([])
})

test('a column is shown and hidden by the menu, and as many as fit again', async () => {
  const { window } = running
  await resizeWindow(running.app, 1280, 700)
  await showScope(window, 'bases')
  await header('Image cache').waitFor()
  await header('Overlay sum').waitFor()
  await header('Per user').waitFor({ state: 'detached' })
  await window.getByRole('button', { name: 'Columns' }).click()
  // Of those that are not shown it is said which only lack the room.
  await window
    .getByRole('menuitemcheckbox', { name: /no room$/ })
    .first()
    .waitFor()
  await window.getByRole('menuitemcheckbox', { name: 'Per user' }).click()
  await header('Per user').waitFor()
  await window.getByRole('menuitemcheckbox', { name: 'Allocated' }).click()
  await header('Allocated').waitFor({ state: 'detached' })
  await window.getByRole('menuitem', { name: 'As many as fit' }).click()
  await header('Allocated').waitFor()
  await header('Per user').waitFor({ state: 'detached' })
  await window.keyboard.press('Escape')
})

describe.each([1000, 1280])('sorted, in a window of %i pixels,', (width) => {
  beforeAll(() => resizeWindow(running.app, width, 700))

  test.each(['instances', 'bases', 'images'] as const)(
    'no header of %s is cut, whatever rows are sorted by',
    async (scope) => {
      const { window } = running
      await showScope(window, scope)
      const titles = window.getByRole('columnheader').locator('button[class*=_sort_]')
      const cut: (string | null)[] = []
      for (const title of await titles.all()) {
        await title.click()
        await window.locator('[aria-sort=ascending], [aria-sort=descending]').waitFor()
        cut.push(
          ...(await titles
            .locator('[class*=headerText]')
            .evaluateAll((all) =>
              all.flatMap((one) => (one.scrollWidth > one.clientWidth ? [one.textContent] : [])),
            )),
        )
      }
      expect(cut).toEqual([])
    },
  )
})

describe('an instance with many problems', () => {
  const numbers = () =>
    running.window
      .locator('[role=gridcell] [data-severity]')
      .evaluateAll((marks) =>
        marks.map(({ textContent }) => Number.parseInt(textContent ?? '', 10)),
      )

  /** Those that are seen, each of them whole or cut. */
  const seen = () =>
    running.window.locator('[role=gridcell] [data-severity]').evaluateAll((marks) =>
      marks.flatMap((mark) => {
        const cell = mark.closest('[role=gridcell]') ?? mark
        const [own, around] = [mark.getBoundingClientRect(), cell.getBoundingClientRect()]
        if (own.top >= around.bottom) return []
        return [own.right <= around.right ? mark.textContent?.replace(/\D/g, '') : 'cut']
      }),
    )

  beforeAll(async () => {
    const folder = join(running.folder, 'instances', '8d1f4cc8-f449-4feb-b721-49111e63c410')
    mkdirSync(folder, { recursive: true })
    const lost = ['-u', '-b', '/gone/base.qcow2', '-F', 'qcow2']
    qemuImg('create', '-q', '-f', 'qcow2', ...lost, join(folder, 'disk'), '1G')
    const pipes = Array.from({ length: 12 }, (_, at) => join(folder, `p${at}`))
    execFileSync('mkfifo', pipes)
    await dropFiles(running.window, [join(running.folder, 'instances')])
    await scanned(running.window)
  })

  test('has their numbers whole, and in a wide window all of them', async () => {
    await resizeWindow(running.app, 1440, 900)
    const all = await numbers()
    expect(Math.max(...all)).toBeGreaterThan(9)
    expect(await seen()).toEqual(all.map(String))
    for (const [width, height] of [
      [1000, 700],
      [720, 500],
    ] as const) {
      await resizeWindow(running.app, width, height)
      expect(await seen()).toEqual(all.slice(0, (await seen()).length).map(String))
    }
  })
})
