import { beforeAll, describe, expect, test } from 'vitest'
import { appWindow } from '../helpers/window/app-window.ts'
import {
  details,
  filterTable,
  innerRows,
  openSample,
  resizeWindow,
  rowNamed,
  rows,
  settled,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()
/** What the first screen says of the sample. */
let promised = ''

beforeAll(async () => {
  const button = running.window.getByRole('button', { name: 'Explore a sample node' })
  promised = await button.innerText()
  await openSample(running.window)
})

const firstCells = async (): Promise<readonly string[]> =>
  running.window.locator('[role=row][data-level="1"] > :first-child').allTextContents()

describe('the totals of the sample node', () => {
  test('are the file system, what is allocated by kind, the virtual size and the over-commit', async () => {
    const totals = running.window.getByRole('region', { name: 'Totals' })
    await totals.getByText('78 disks in 40 instances').waitFor()
    for (const title of ['File system', 'Allocated', 'Virtual', 'Over-commit']) {
      await totals.getByText(title, { exact: true }).waitFor()
    }
    for (const kind of ['Instances', 'Base files', 'Images', 'Leftovers']) {
      await totals.getByRole('listitem').filter({ hasText: kind }).waitFor()
    }
  })
})

test('the first screen promises what the tables then have', async () => {
  const [instances = Number.NaN, left = Number.NaN, bases = Number.NaN] = [
    ...promised.matchAll(/\d+/g),
  ].map(Number)
  const shown = (scope: string) => running.window.locator(`[data-scope=${scope}]`).innerText()
  expect(await shown('instances')).toMatch(new RegExp(`\\b${instances + left}$`))
  expect(await shown('bases')).toMatch(new RegExp(`\\b${bases}$`))
  await running.window.getByText(`in ${instances} instances`).waitFor()
})

describe('the table of instances', () => {
  test('has every column that people expect of it in a window that was never resized', async () => {
    const headers = running.window.getByRole('columnheader')
    const expected = ['Name', 'Problems', 'UUID', 'Disks', 'Virtual', 'Allocated', 'Exclusive']
    const all = [...expected, 'Usage', 'Base file', 'Changed']
    await expect.poll(() => headers.allInnerTexts()).toEqual(all)
  })

  test('sorts by a column, and the other way by the same click', async () => {
    const { window } = running
    const header = window.getByRole('columnheader', { name: 'Name' })
    await header.getByRole('button', { name: 'Name' }).click()
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending')
    const first = async (count: number) => (await firstCells()).slice(0, count)
    await expect.poll(() => first(3)).toEqual(['api-01', 'api-02', 'api-03'])
    await header.getByRole('button', { name: 'Name' }).click()
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending')
    await expect.poll(() => first(1)).toEqual(['worker-08'])
  })

  test('filters by what is typed, says how many are left, and clears', async () => {
    const { window } = running
    await filterTable(window, 'worker')
    await window.getByText('8 of 42').waitFor()
    await expect.poll(firstCells).toHaveLength(8)
    await filterTable(window, 'no such instance')
    await window.getByText('Nothing matches the filter').waitFor()
    await window.getByRole('button', { name: 'Clear filter' }).last().click()
    await window.getByText('42 in all, 2 left over').waitFor()
  })

  test('shows the selected instance in the details, with its disks', async () => {
    const { window } = running
    await rowNamed(window, 'worker-08').click()
    const pane = details(window)
    await pane.getByRole('heading', { name: 'worker-08' }).waitFor()
    for (const disk of ['disk', 'disk.eph0', 'disk.swap']) {
      await pane.getByRole('listitem').getByText(disk, { exact: true }).waitFor()
    }
    // What leads somewhere looks so.
    const link = pane.getByRole('button', { name: /^disk\.eph0/ }).locator('[class*=rowName]')
    const colors = await link.evaluate((name) => {
      const probe = name.appendChild(document.createElement('i'))
      probe.style.color = 'var(--accent)'
      const both = [name, probe].map((one) => getComputedStyle(one).color)
      probe.remove()
      return both
    })
    expect(colors[0]).toBe(colors[1])
  })

  test('opens an instance to its files, and closes it again', async () => {
    const { app, window } = running
    await resizeWindow(app, 1280, 820)
    await rowNamed(window, 'worker-08').locator('[data-twisty]').click()
    await innerRows(window).filter({ hasText: 'disk.info' }).waitFor()
    const files = () => innerRows(window).locator('> :first-child').allTextContents()
    // What an image is stands beside its name where the column of UUIDs has no room.
    const disks = ['disk', 'disk.eph0', 'disk.swap'].map((name) => `${name}qcow2 `)
    await expect.poll(files).toEqual(expect.arrayContaining([...disks, 'disk.info']))
    await rowNamed(window, 'worker-08').locator('[data-twisty]').click()
    await expect.poll(() => innerRows(window).count()).toBe(0)
    await resizeWindow(app, 1440, 900)
  })
})

describe('a disk', () => {
  test('is shown with its facts and with its chain down to the base', async () => {
    const { window } = running
    await filterTable(window, 'db-02')
    await rowNamed(window, 'db-02').locator('[data-twisty]').click()
    await rowNamed(window, 'disk').click()
    const pane = details(window)
    await pane.getByText('The chain is whole, down to its base.').waitFor()
    const layers = pane.getByRole('list').filter({ hasText: 'Active layer' }).getByRole('listitem')
    await expect.poll(() => layers.count()).toBe(2)
    await layers.nth(0).getByText('Active layer').waitFor()
    await layers.nth(1).getByText('below the opened node').waitFor()
    await layers.nth(1).getByText('/var/lib/nova/instances/_base').first().waitFor()
    await pane.getByText('128,849,018,880 bytes').first().waitFor()
    await pane.getByText('65,536 bytes').waitFor()
  })

  test('leads to its base, and the base to the instances that stand on it', async () => {
    const { window } = running
    await details(window)
      .getByRole('button', { name: /^[0-9a-f]{40}$/ })
      .last()
      .click()
    const pane = details(window)
    await pane.getByText('The image stands alone: it has no backing file.').waitFor()
    await pane.getByRole('button', { name: 'Show its instances' }).click()
    await window.getByText(/^On base [0-9a-f]{8}$/).waitFor()
    await window.getByText('4 of 42').waitFor()
    await window.getByRole('button', { name: 'Show the instances of every base' }).click()
    await window.getByText('42 in all').waitFor()
  })
})

describe('what is drawn after the click', () => {
  test('is busy as long as it shows what was before', async () => {
    const { window } = running
    await rowNamed(window, 'worker-08').click()
    const seen = await window.evaluate(async () => {
      document.querySelector<HTMLElement>('[data-scope=bases]')?.click()
      await null
      const pane = document.querySelector('[data-region=details]')
      return [pane?.querySelector('h2')?.textContent, pane?.getAttribute('aria-busy')]
    })
    expect(seen).toEqual(['worker-08', 'true'])
    await settled(window)
    await details(window).getByRole('heading', { name: 'Overview' }).waitFor()
    expect(await details(window).getAttribute('aria-busy')).toBe('false')
  })
})

describe('the other tables', () => {
  test('base files name their Glance image and open to their overlays', async () => {
    const { window } = running
    await showScope(window, 'bases')
    await window.getByText('9 in all, 1 left over').waitFor()
    await window.getByRole('button', { name: 'Overlay sum', exact: true }).click()
    await rows(window).first().locator('[data-twisty]').click()
    await expect.poll(() => rows(window).first().textContent()).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
    await rowNamed(window, 'worker-05').waitFor()
  })

  test('Glance images name the base that was made from them', async () => {
    await showScope(running.window, 'images')
    await running.window.getByText('8 in all').waitFor()
    await running.window.getByRole('columnheader', { name: 'In _base' }).waitFor()
  })

  test('problems lead to what they are about', async () => {
    const { window } = running
    await showScope(window, 'problems')
    await rows(window).filter({ hasText: 'missing' }).first().waitFor()
    await innerRows(window).filter({ hasText: 'erp-01' }).first().click()
    await details(window).getByRole('button', { name: 'Locate it…' }).waitFor()
  })
})
