import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { appWindow } from '../helpers/window/app-window.ts'
import { dropFiles, resizeWindow, scanned, showScope } from '../helpers/window/explorer.ts'

const running = appWindow()
const folder = join(running.folder, 'images')

/** A qcow2 image over a backing file that is not there. */
function makeOverlay(name: string): void {
  const options = ['-f', 'qcow2', '-u', '-b', 'gone.raw', '-F', 'raw']
  execFileSync('qemu-img', ['create', '-q', ...options, join(folder, name), '1M'])
}

beforeAll(async () => {
  mkdirSync(join(folder, 'a'), { recursive: true })
  for (const name of ['c1.qcow2', 'a/short.qcow2']) makeOverlay(name)
  await dropFiles(running.window, [folder])
  await scanned(running.window)
  await showScope(running.window, 'problems')
}, 60_000)

/** Names in the first cells of problems that are cut, though they are short. */
const cutNames = (): Promise<readonly string[]> =>
  running.window
    .locator('[role=row][data-level="2"] [role=gridcell]:first-child span')
    .evaluateAll((parts) =>
      parts
        .filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0)
        .map((part) => part.textContent ?? ''),
    )

describe.each([1000, 1280, 1600])('in a window of %i pixels', (width) => {
  test('the short names of files with problems are whole', async () => {
    await resizeWindow(running.app, width, 700)
    await running.window.getByRole('gridcell', { name: 'c1.qcow2' }).first().waitFor()
    await running.window.getByRole('gridcell', { name: 'short.qcow2 a' }).first().waitFor()
    await expect.poll(cutNames).toEqual([])
  })
})
