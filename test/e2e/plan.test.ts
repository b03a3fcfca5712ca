import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { appWindow } from '../helpers/window/app-window.ts'
import { stubSaveDialog } from '../helpers/window/dialogs.ts'
import {
  details,
  filterTable,
  innerRows,
  openSample,
  scanned,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()
let window: Page

beforeAll(async () => {
  window = running.window
  await openSample(window)
  await showScope(window, 'plan')
  await innerRows(window).first().waitFor()
})

const bar = (): Locator => window.getByRole('region', { name: 'Choice of steps' })
const clipboard = () => running.app.evaluate(({ clipboard }) => clipboard.readText())

describe('the clean-up plan of the sample node', () => {
  test('has its steps by level, and an overview that says what to run before the first', async () => {
    await expect.poll(() => innerRows(window).count()).toBe(4)
    await details(window).getByText('4 steps, which free').waitFor()
    await details(window).getByRole('button', { name: 'Copy all lines' }).click()
    await window.getByText('Copied', { exact: true }).waitFor()
    await expect.poll(clipboard).toContain('cowscope_unused() {')
  })

  test('has the boxes of steps and of levels below each other', async () => {
    const boxes = window.getByRole('treegrid').getByRole('checkbox')
    const places = await boxes.evaluateAll((all) =>
      all.map((one) => one.getBoundingClientRect().left),
    )
    expect(places).toHaveLength(8)
    expect(new Set(places).size).toBe(1)
  })

  test('is read by the keyboard alone, a step after the other, and ticked by the space bar', async () => {
    await innerRows(window).first().click()
    await details(window).getByRole('heading', { name: 'Unfinished download' }).waitFor()
    await window.keyboard.press('Space')
    await bar().getByText('1 step chosen of 4').waitFor()
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('ArrowDown')
    await details(window).getByRole('heading', { name: 'Base file that nothing uses' }).waitFor()
    await window.keyboard.press('Space')
    await bar().getByText('2 steps chosen of 4').waitFor()
    await bar().getByText('6.89 MiB').waitFor()
  })

  test('is copied and saved as it was chosen', async () => {
    await bar().getByRole('button', { name: 'Copy' }).click()
    await window.getByRole('menuitem', { name: 'Checklist (Markdown)' }).click()
    await window.getByText('The plan is on the clipboard: 2 steps').waitFor()
    await expect.poll(async () => (await clipboard()).match(/^- \[ \]/gm)).toHaveLength(2)
    // Its menu takes a moment to go, and the next one has items of the same names.
    await window.getByRole('menuitem').first().waitFor({ state: 'detached' })
    const path = join(running.folder, 'chosen.sh')
    await stubSaveDialog(running.app, path)
    await bar().getByRole('button', { name: 'Save…' }).click()
    await window.getByRole('menuitem', { name: 'Script, all commented out' }).click()
    await window.getByText(`written to ${path}`).waitFor()
    const script = readFileSync(path, 'utf8')
    expect(script).toContain('# Of 4 steps 2 were chosen; the others are not in here.')
    expect(script.match(/^# cowscope_unused /gm)).toHaveLength(2)
  })

  test('has the same choice from the menu of all exports, which says so', async () => {
    const path = join(running.folder, 'exported.sh')
    await stubSaveDialog(running.app, path)
    await window.getByRole('button', { name: 'Export', exact: true }).click()
    await window.getByRole('menu').getByText('2 steps chosen of 4').waitFor()
    await window.getByRole('menuitem', { name: 'Clean-up plan (shell script)' }).click()
    await window.getByText(`written to ${path}`).waitFor()
    const chosen = readFileSync(join(running.folder, 'chosen.sh'), 'utf8')
    expect(readFileSync(path, 'utf8')).toBe(chosen)
  })

  test('leads to what a step is about, and its details lead back', async () => {
    await filterTable(window, '_del')
    await innerRows(window).first().click()
    await details(window).getByRole('button', { name: 'Show what it is about' }).click()
    await details(window).getByRole('button', { name: 'Show in the clean-up plan' }).click()
    await details(window).getByRole('heading', { name: 'Then, to remove it' }).waitFor()
    await expect.poll(() => innerRows(window).count()).toBe(4)
  })

  test('keeps what was chosen through another scan', async () => {
    await window.getByRole('button', { name: 'Scan again' }).click()
    await scanned(window)
    await bar().getByText('2 steps chosen of 4').waitFor()
  })
})
