import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeReportSchema } from '../../shared/report/schema/schema.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { stubSaveDialog } from '../helpers/window/dialogs.ts'
import { details, innerRows, scanned } from '../helpers/window/explorer.ts'
import { typed } from '../helpers/window/typed.ts'

const running = appWindow()

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await running.window.keyboard.press(key)
}

/** Presses Tab until what has the focus is called `name`. */
async function tabTo(name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await press('Tab')
    if (name.test(await focusedText())) return
  }
  throw new Error(`Tab never came to ${name}`)
}

const focusedText = (): Promise<string> =>
  running.window.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return ''
    return element.getAttribute('aria-label') ?? element.textContent ?? ''
  })

/** Width in pixels of the ring around what has the focus, drawn by itself or over it. */
const focusRing = (): Promise<number> =>
  running.window.evaluate(() => {
    const element = document.activeElement
    if (element === null) return 0
    const widths = [undefined, '::after'].map((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, part)
      return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth)
    })
    return Math.max(...widths)
  })

describe('without a mouse', () => {
  test('the sample is opened from the first screen, with a ring around what has the focus', async () => {
    await tabTo(/Explore a sample node/)
    expect(await focusRing()).toBeGreaterThanOrEqual(2)
    await press('Enter')
    await scanned(running.window)
  })

  test('/ leads to the filter and Escape clears it', async () => {
    await press('/')
    await running.window.keyboard.type('worker')
    await running.window.getByText('8 of 42').waitFor()
    await press('Escape')
    await running.window.getByText('42 in all').waitFor()
  })

  test('a column is sorted by its header', async () => {
    await tabTo(/^Name$/)
    await press('Enter')
    await running.window.locator('[role=columnheader][aria-sort=ascending]').waitFor()
  })

  test('the rows are one stop, walked by arrows, ends and letters, each with its ring', async () => {
    await tabTo(/^api-01/)
    expect(await focusRing()).toBeGreaterThanOrEqual(2)
    await press('End')
    // Where its UUID has no column, it stands for a name that is not known.
    await expect.poll(focusedText).toMatch(/^(worker-08|unnamed|[\da-f]{8}-)/)
    await press('Home')
    await expect.poll(focusedText).toMatch(/^api-01/)
    await typed(running.window, 'db-02', focusedText, /^db-02/)
  })

  test('an instance opens to its files, a disk to its chain and on to the full page and back', async () => {
    await press('ArrowRight')
    await innerRows(running.window).filter({ hasText: 'console.log' }).waitFor()
    await press('ArrowRight')
    await expect.poll(focusedText).toMatch(/^disk(?!\.)/)
    await details(running.window).getByText('The chain is whole, down to its base.').waitFor()
    await press('Enter')
    await running.window.getByRole('main', { name: 'Image inspector' }).waitFor()
    await tabTo(/^\S*cowscope-sample-\w+$/)
    await press('Enter')
    await running.window.getByRole('treegrid').waitFor()
  })

  test('a report is exported', async () => {
    const path = join(running.folder, 'report.json')
    await stubSaveDialog(running.app, path)
    await press('Control+E')
    await running.window.getByRole('menuitem').first().waitFor()
    await expect
      .poll(async () => {
        await press('ArrowDown')
        return focusedText()
      })
      .toBe('Report as JSON (for programs)')
    await press('Enter')
    await running.window.getByText(`written to ${path}`).waitFor()
    const report = nodeReportSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    expect(report.instances).toHaveLength(42)
  })

  test('the sheet of keys opens by ? and closes by Escape, and the focus is where it was', async () => {
    const before = await focusedText()
    await press('?')
    await running.window.getByRole('dialog').getByText('Keyboard shortcuts').waitFor()
    await press('Escape')
    await running.window.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(focusedText).toBe(before)
  })

  test('Ctrl+A paints no text of the window, but takes what a field holds', async () => {
    const selected = () => running.window.evaluate(() => String(getSelection()))
    await running.window.getByRole('button', { name: 'Scan again' }).focus()
    await press('Control+A')
    await running.app.evaluate(({ webContents }) => {
      for (const each of webContents.getAllWebContents()) each.selectAll()
    })
    expect(await selected()).toBe('')
    await press('/')
    await running.window.keyboard.type('worker')
    await press('Control+A', 'Delete')
    await running.window.getByText('42 in all').waitFor()
  })

  test.each(['ArrowDown', 'Enter'])('%s leads from the filter to the first row', async (key) => {
    await press('Control+F')
    await running.window.keyboard.type('worker')
    await press(key)
    await expect.poll(focusedText).toMatch(/^worker/)
    await details(running.window)
      .getByRole('heading', { name: /^worker/ })
      .waitFor()
    await press('Control+F', 'Escape')
  })

  test('Escape lets go of gathered rows, then of the details, then of the filter', async () => {
    const { window } = running
    const bar = window.getByRole('region', { name: 'Selection' })
    await press('Control+F')
    await window.keyboard.type('worker')
    await press('ArrowDown', 'Shift+ArrowDown')
    await bar.getByText('2 selected').waitFor()
    await press('Escape')
    await bar.waitFor({ state: 'detached' })
    await details(window)
      .getByRole('heading', { name: /^worker/ })
      .waitFor()
    await press('Escape')
    await details(window).getByRole('heading', { name: 'Overview' }).waitFor()
    await window.getByText('8 of 42').waitFor()
    await press('Escape')
    await window.getByText('42 in all').waitFor()
    await expect.poll(focusedText).toMatch(/^worker/)
  })
})
