import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'
import { details, innerRows, rows, scanned } from '../helpers/window/explorer.ts'

const GIB = 1024 ** 3
const root = temporaryFolder()
let running: RunningApp

beforeAll(async () => {
  const folder = join(root, 'var/lib/nova/instances/aaaaaaaa-0000-4000-8000-000000000001')
  mkdirSync(folder, { recursive: true })
  const options = ['-f', 'vmdk', '-o', 'subformat=twoGbMaxExtentSparse']
  qemuImg(folder, 'create', '-q', ...options, 'disk', `${5 * GIB}`)
  qemuIo(join(folder, 'disk'), ['write -q 0 8M'], 'vmdk')
  running = await launchApp({ args: [root] })
  await scanned(running.window)
})

afterAll(() => running.close())

test('the extents of a VMDK are shown for what they are, and what they take with its disk', async () => {
  const { window } = running
  await rows(window).first().click()
  await window.keyboard.press('ArrowRight')
  const extents = innerRows(window).filter({ hasText: 'vmdk.extent' })
  await expect.poll(() => extents.count()).toBe(3)
  await innerRows(window).first().click()
  await details(window)
    .getByText(/In other files of it8\.\d\d MiB/)
    .waitFor({ state: 'attached' })
  await extents.first().click()
  await details(window)
    .getByText('Extent: holds data of the VMDK whose descriptor beside it names it.')
    .waitFor()
})
