import { linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeReportSchema } from '../../shared/report/schema/schema.ts'
import { createRandom } from '../../shared/sample/random.ts'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { stubSaveDialog } from '../helpers/window/dialogs.ts'
import { details, dropFiles, rows, scanned, showScope } from '../helpers/window/explorer.ts'

// So many that a window on a busy machine has drawn the first long before the last is read.
const INSTANCES = 10_000
const COUNT = '10,000'

const running = appWindow()
const root = join(running.folder, 'instances')

/** Many instances in no time: their files are links to the same two. */
beforeAll(() => {
  const disk = join(running.folder, 'disk')
  const info = join(running.folder, 'disk.info')
  qemuImg('create', '-q', '-f', 'qcow2', disk, '10G')
  writeFileSync(info, '{}')
  for (let index = 0; index < INSTANCES; index += 1) {
    const folder = join(root, createRandom(1, index).uuid())
    mkdirSync(folder, { recursive: true })
    linkSync(disk, join(folder, 'disk'))
    linkSync(info, join(folder, 'disk.info'))
  }
})

/**
 * Presses Cancel in the moment that the first instances are there, and gives what the button said
 * in the next frame.
 */
function cancelOnFirstRows(): Promise<string> {
  return running.window.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const observer = new MutationObserver(() => {
          const button = [...document.querySelectorAll('button')].find(
            ({ textContent }) => textContent === 'Cancel',
          )
          if (button === undefined || document.querySelector('[role=gridcell]') === null) return
          observer.disconnect()
          button.click()
          requestAnimationFrame(() => resolve(button.isConnected ? button.textContent : 'gone'))
        })
        observer.observe(document.body, { childList: true, subtree: true })
      }),
  )
}

describe('a scan that is cancelled', () => {
  test('answers at once, and keeps what was found', async () => {
    const answer = cancelOnFirstRows()
    await dropFiles(running.window, [root])
    expect(await answer).toMatch(/^(Cancelling…|gone)$/)
    await scanned(running.window)
    const count = await running.window.getByText(/in all$/).textContent()
    const found = Number(count?.replace(/[^0-9]/g, ''))
    expect(found).toBeGreaterThan(0)
    expect(found).toBeLessThan(INSTANCES)
  })

  test('says on every view that the result is partial', async () => {
    const banner = running.window.getByRole('status').filter({ hasText: 'Partial result' })
    for (const scope of ['bases', 'images', 'others', 'problems', 'instances'] as const) {
      await showScope(running.window, scope)
      await banner.getByText('The scan was cancelled.').waitFor()
    }
  })

  test('can be worked with: its rows open and are shown', async () => {
    await rows(running.window).first().click()
    await details(running.window).getByText('UUID').waitFor()
  })

  test('is partial in its report too', async () => {
    const path = join(running.folder, 'partial.json')
    await stubSaveDialog(running.app, path)
    await running.window.getByRole('button', { name: 'Export', exact: true }).click()
    await running.window.getByRole('menuitem', { name: 'Report as JSON (for programs)' }).click()
    await running.window.getByText(`written to ${path}`).waitFor()
    const { scan, instances } = nodeReportSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    expect(scan).toMatchObject({ partial: true, reason: 'cancelled' })
    expect(instances.length).toBeLessThan(INSTANCES)
  })

  test('is whole when it is tried again and let run', async () => {
    await running.window.getByRole('button', { name: 'Try again' }).click()
    await scanned(running.window)
    await running.window.getByText(`${COUNT} in all`).waitFor()
    await running.window.getByText('Partial result').waitFor({ state: 'detached' })
  })
})

describe('while a scan runs', () => {
  test('the rows found so far can be filtered and selected', async () => {
    const { window } = running
    await window.getByRole('button', { name: 'Scan again' }).click()
    await rows(window).first().click()
    await details(window).getByText('UUID').waitFor()
    await window.locator('#cowscope-filter').fill('00')
    const shown = window.getByRole('status').getByText(/^(≥ )?[0-9,]+ of (≥ )?[0-9,]+$/)
    await shown.waitFor()
    await scanned(window)
    await expect.poll(() => shown.textContent()).toMatch(new RegExp(`^[0-9]+ of ${COUNT}$`))
  })
})
