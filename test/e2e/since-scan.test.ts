import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { qemuImg, qemuIo } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { details, dropFiles, rowNamed, scanned } from '../helpers/window/explorer.ts'

const running = appWindow()
const NOTE = 'Its format or virtual size changed since the scan'
const folder = () => join(running.folder, 'images')
const image = () => join(folder(), 'store.qcow2')

beforeAll(() => {
  mkdirSync(folder())
  qemuImg('create', '-q', '-f', 'qcow2', image(), '1G')
  qemuImg('create', '-q', '-f', 'qcow2', join(folder(), 'other.qcow2'), '2G')
})

async function show(name: string, virtual: string): Promise<void> {
  await rowNamed(running.window, name).click()
  await details(running.window).getByText(` of ${virtual}`).first().waitFor()
}

test('an image that was resized since the scan is said to be another than its row, until F5', async () => {
  const { window } = running
  const note = details(window).getByText(NOTE)
  await dropFiles(window, [folder()])
  await scanned(window)
  await show('store.qcow2', '1.00 GiB')
  expect(await note.count()).toBe(0)
  await show('other.qcow2', '2.00 GiB')
  qemuIo(image(), ['write -P 1 0 1M'])
  await show('store.qcow2', '1.00 GiB')
  expect(await note.count()).toBe(0)
  await show('other.qcow2', '2.00 GiB')
  qemuImg('resize', '-q', image(), '3G')
  await show('store.qcow2', '3.00 GiB')
  await note.waitFor()
  await window.keyboard.press('F5')
  await rowNamed(window, 'store.qcow2').getByText('3.00 GiB').waitFor()
  await note.waitFor({ state: 'detached' })
})
