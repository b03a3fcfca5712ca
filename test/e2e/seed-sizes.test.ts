import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { COMPUTE, writeIcehouseCompute } from '../helpers/trees/seed-compute.ts'
import { SHARED_BASE, writeSharedBaseNode } from '../helpers/trees/seed-shared-base.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'
import { details, rowNamed, scanned, showScope } from '../helpers/window/explorer.ts'

const folder = temporaryFolder()

/** Opens a tree whose files take what they did; it is removed again when the window is closed. */
function opened(name: string, write: (root: string) => void) {
  let running: RunningApp
  const root = join(folder, name)
  beforeAll(async () => {
    write(root)
    running = await launchApp({ args: [root] })
    await scanned(running.window)
  })
  afterAll(async () => {
    await running.close()
    rmSync(root, { recursive: true })
  })
  return (): Page => running.window
}

const cells = (window: Page, name: string) => () => rowNamed(window, name).textContent()
const text = (window: Page) => () => details(window).textContent()

describe('a compute node on Icehouse', () => {
  const window = opened('compute', (root) => writeIcehouseCompute(root, { allocate: true }))

  test('shows 120 G with its swap and 1.0 G, and that it is 9.5 G with the base that only it uses', async () => {
    await expect.poll(cells(window(), 'instance-00000113')).toMatch(/121 GiB1\.04 GiB/)
    await rowNamed(window(), 'instance-00000113').click()
    await expect
      .poll(text(window()))
      .toMatch(/Exclusive\s*9\.54 GiB .*With the base that nothing else uses/)
    await expect.poll(text(window())).toMatch(/Shared\s*0 B/)
    await expect.poll(text(window())).toMatch(/backing file.*8\.50 GiB/)
  })

  test('shows the base raw, 120 G for the guest and 8.5 G here', async () => {
    await showScope(window(), 'bases')
    await rowNamed(window(), COMPUTE.base).click()
    await expect.poll(cells(window(), COMPUTE.base)).toMatch(/raw.*120 GiB.*8\.50 GiB/)
    await expect.poll(text(window())).toContain('128,849,018,880 bytes')
  })
})

describe('two instances on one base', () => {
  const window = opened('shared', (root) => writeSharedBaseNode(root, { allocate: true }))

  test('are 10 G for the guest and 30 M here each, and half of the base of 881 M is each one’s part', async () => {
    const [first] = SHARED_BASE.overlays
    const row = window()
      .locator('[role=row][data-level="1"]')
      .filter({ hasText: first.slice(0, 8) })
    await expect.poll(() => row.textContent()).toMatch(/10\.0 GiB30\.\d MiB/)
    await row.click()
    await expect.poll(text(window())).toMatch(/Exclusive\s*30\.\d MiB.*Shared\s*881 MiB/)
    await expect.poll(text(window())).toMatch(/Amortised\s*47\d MiB/)
    expect(await text(window())()).not.toContain('With the base that nothing else uses')
  })
})
