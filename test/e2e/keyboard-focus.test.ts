import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import {
  dropFiles,
  imageTabs,
  openSample,
  rowNamed,
  scanned,
  showScope,
} from '../helpers/window/explorer.ts'
import { typed } from '../helpers/window/typed.ts'

const running = appWindow()

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await running.window.keyboard.press(key)
}

const focused = (): Promise<string> =>
  running.window.evaluate(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) return ''
    const role = activeElement.getAttribute('role') ?? activeElement.tagName
    return `${role} ${activeElement.getAttribute('aria-label') ?? activeElement.textContent}`
  })

const inspector = () => running.window.getByRole('main', { name: 'Image inspector' })

/** From the row of an instance to its root disk. */
async function toDisk(): Promise<void> {
  await press('ArrowRight')
  await rowNamed(running.window, 'disk').waitFor()
  await typed(running.window, 'disk', focused, /^row disk/)
  await expect.poll(focused).toMatch(/^row disk/)
}

test('a node that was opened gives its rows the focus, and F6 leads on through its parts', async () => {
  await openSample(running.window)
  await expect.poll(focused).toMatch(/^row appliance-01/)
  await press('ArrowDown')
  await expect.poll(focused).toMatch(/^row tenant-upload-01/)
  const row = await focused()
  await press('F6')
  await expect.poll(focused).not.toMatch(/^row /)
  await press('F6')
  await expect.poll(focused).toMatch(/^BUTTON /)
  await press('F6')
  await expect.poll(focused).toMatch(/^BUTTON Instances/)
  await press('F6')
  await expect.poll(focused).toBe(row)
  await press('Shift+F6')
  await expect.poll(focused).toMatch(/^BUTTON Instances/)
  await press('Alt+Home')
})

describe('the focus is never lost', () => {
  test('another scan keeps the row of an opened instance that had it, and its files', async () => {
    await openSample(running.window)
    await expect.poll(focused).toMatch(/^row appliance-01/)
    await toDisk()
    for (let again = 0; again < 2; again += 1) {
      await press('F5')
      await scanned(running.window)
      await rowNamed(running.window, 'disk').waitFor()
      await expect.poll(focused).toMatch(/^row disk/)
      expect(await running.window.getByText('Try again').count()).toBe(0)
    }
    await press('ArrowLeft', 'ArrowLeft', 'Alt+Home')
  })

  test('Escape closes the menu of a row and the arrows go on from that row', async () => {
    await openSample(running.window)
    await rowNamed(running.window, 'worker-06').click()
    await press('Shift+F10')
    await running.window.getByRole('menu').waitFor()
    await press('Escape')
    await running.window.getByRole('menu').waitFor({ state: 'detached' })
    await expect.poll(focused).toMatch(/^row worker-06/)
    const selected = running.window.locator('[aria-selected=true]')
    await rowNamed(running.window, 'worker-06').and(selected).waitFor()
    await press('ArrowDown', 'ArrowUp')
    await expect.poll(focused).toMatch(/^row worker-06/)
  })

  test.each(['Escape', 'Alt+ArrowLeft', 'breadcrumb'])(
    'an image takes the focus and gives it back to its row: %s',
    async (way) => {
      const { window } = running
      await rowNamed(window, 'worker-06').click()
      await toDisk()
      const row = await focused()
      await press('Enter')
      await inspector().waitFor()
      await expect.poll(focused).toBe('tab Overview')
      if (way === 'breadcrumb') await window.getByRole('navigation').getByText('sample').click()
      else await press(way)
      await expect.poll(focused).toBe(row)
      await press('ArrowLeft', 'ArrowLeft')
      await expect.poll(focused).toMatch(/^row worker-06/)
    },
  )

  test('F6 leads through the parts of an image, and Escape from any of them to the row', async () => {
    const { window } = running
    await toDisk()
    const row = await focused()
    await press('Enter')
    await expect.poll(focused).toBe('tab Overview')
    await press('Shift+F6')
    await expect.poll(focused).toMatch(/^BUTTON Copy path/)
    await press('F6', 'F6')
    await expect
      .poll(() =>
        window.evaluate(() => document.activeElement?.closest('[data-region=content]') !== null),
      )
      .toBe(true)
    await press('F6')
    await expect.poll(focused).toMatch(/^BUTTON Back to the start page/)
    await press('Escape')
    await expect.poll(focused).toBe(row)
    await press('ArrowLeft', 'ArrowLeft')
    await expect.poll(focused).toMatch(/^row worker-06/)
  })

  test('Escape closes what lies over an image before it leaves it', async () => {
    const { window } = running
    await toDisk()
    await press('Enter')
    await expect.poll(focused).toBe('tab Overview')
    await press('?')
    await window.getByRole('dialog').getByText('Back from an image to the table').waitFor()
    await press('Escape')
    await window.getByRole('dialog').waitFor({ state: 'detached' })
    await inspector().waitFor()
  })

  test('Enter leads from the map to its extents and back', async () => {
    const { window } = running
    await window.getByRole('tab', { name: 'Allocation map' }).click()
    await window.getByRole('application').focus()
    await press('End')
    await window.locator('dl[data-cell]').getByText('nowhere').waitFor()
    await press('Enter')
    await window.getByRole('treegrid').waitFor()
    await expect.poll(focused).toMatch(/^row \d/)
    await press('Enter')
    await expect.poll(focused).toMatch(/^application /)
    await press('Escape')
    await expect.poll(focused).toBe('tab Allocation map')
    await press('Escape')
    await expect.poll(focused).toMatch(/^row disk/)
  })
})

describe('what looks selected', () => {
  test('no problem is, before one has been chosen', async () => {
    const { window } = running
    await press('Alt+Home')
    await openSample(window)
    await showScope(window, 'problems')
    await window.locator('[role=row][data-index="0"]').waitFor()
    expect(await window.locator('[role=row][aria-selected=true]').count()).toBe(0)
    await showScope(window, 'instances')
  })

  test('is counted: the row that was clicked first is gathered with the next one', async () => {
    const { window } = running
    const bar = window.getByRole('region', { name: 'Selection' })
    await rowNamed(window, 'worker-06').click()
    await rowNamed(window, 'worker-01').click({ modifiers: ['Control'] })
    await bar.getByText('2 selected').waitFor()
    await rowNamed(window, 'worker-06').click({ modifiers: ['Control'] })
    await bar.getByText('1 selected').waitFor()
    await expect.poll(() => window.locator('[role=row][aria-selected=true]').count()).toBe(1)
  })
})

test('closing images one by one leaves the focus on what is left, and on what is below them', async () => {
  const names = ['one.qcow2', 'two.qcow2', 'three.qcow2']
  const paths = names.map((name) => join(running.folder, name))
  for (const path of paths) qemuImg('create', '-q', '-f', 'qcow2', path, '1G')
  await dropFiles(running.window, paths)
  await imageTabs(running.window).first().focus()
  await press('Delete')
  await expect.poll(focused).toBe('BUTTON two.qcow2')
  await press('Delete')
  await expect.poll(focused).toMatch(/^tab Overview/)
  await press('Control+F4')
  await expect.poll(focused).toMatch(/^row /)
  await press('Alt+Home')
  await dropFiles(running.window, paths.slice(0, 1))
  await expect.poll(focused).toMatch(/^tab Overview/)
  await press('Control+F4')
  await expect.poll(focused).toMatch(/^BUTTON Open folder/)
})
