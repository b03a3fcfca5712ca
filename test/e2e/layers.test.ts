import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { domainXml } from '../helpers/trees/small-node.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { details, dropFiles, resizeWindow, rowNamed, scanned } from '../helpers/window/explorer.ts'

const running = appWindow()
const uuid = '8d1f4cc8-f449-4feb-b721-49111e63c410'
const image = '3f1c1a52-1f0a-4c56-9f9a-7f3b8a6f4b10'
const folder = `/var/lib/nova/instances/${uuid}`

beforeAll(() => {
  // A disk on which libvirt made a snapshot: the domain has the overlay.
  const at = (path: string) => join(running.folder, path)
  mkdirSync(at(folder), { recursive: true })
  mkdirSync(at('etc/libvirt/qemu'), { recursive: true })
  qemuImg('create', '-q', '-f', 'qcow2', at(`${folder}/disk`), '1G')
  const over = ['-u', '-F', 'qcow2', '-b', `${folder}/disk`, at(`${folder}/disk.snap`), '1G']
  qemuImg('create', '-q', '-f', 'qcow2', ...over)
  const xml = domainXml(1, uuid, { 'disk.snap': 'qcow2' }, image)
  writeFileSync(at('etc/libvirt/qemu/instance-00000001.xml'), xml)
})

test('the bars of layers begin where those of other files do, and what they are is not cut', async () => {
  const { window, app, folder: root } = running
  await resizeWindow(app, 1440, 900)
  await dropFiles(window, [root])
  await scanned(window)
  await window.locator('[data-twisty]').first().click()
  await rowNamed(window, 'disk.snap').waitFor()
  const starts = await window
    .locator('[role=gridcell][aria-label*=" of "]')
    .evaluateAll((bars) => bars.map((bar) => Math.round(bar.getBoundingClientRect().left)))
  expect(starts).toHaveLength(3)
  expect(new Set(starts).size).toBe(1)
  const kind = rowNamed(window, 'disk').getByText('qcow2 layer', { exact: true })
  expect(await kind.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true)
})

test('a layer is not called the active one: what stands on it is told, and that it is no newest state', async () => {
  const { window } = running
  await rowNamed(window, 'disk').click()
  const pane = details(window)
  await pane.getByText('this is most likely an older state').waitFor()
  expect(await pane.getByText('Active layer').count()).toBe(0)
  await pane.getByRole('button', { name: 'disk.snap stands on it' }).click()
  await pane.getByRole('heading', { name: 'disk.snap' }).waitFor()
  await pane.getByText('Active layer').waitFor()
  expect(await pane.getByText('stands on it').count()).toBe(0)
})
