import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { MAX_PATHS } from '../../shared/ipc/places.ts'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import {
  details,
  dropFiles,
  imageTabs,
  openSample,
  resizeWindow,
  rowNamed,
  scanned,
} from '../helpers/window/explorer.ts'

const running = appWindow()
const at = (name: string): string => join(running.folder, name)

beforeAll(() => {
  qemuImg('create', '-q', '-f', 'qcow2', at('base.qcow2'), '1G')
  overlay('middle.qcow2', 'base.qcow2', '2G')
  overlay('top.qcow2', 'middle.qcow2', '3G')
  writeFileSync(at('notes.txt'), 'not a disk at all')
  mkdirSync(at('images'))
  qemuImg('create', '-q', '-f', 'vdi', at('images/one.vdi'), '64M')
  qemuImg('create', '-q', '-f', 'vmdk', at('images/two.vmdk'), '64M')
  symlinkSync(at('base.qcow2'), at('link.qcow2'))
})

function overlay(name: string, below: string, size: string): void {
  qemuImg('create', '-q', '-f', 'qcow2', '-b', below, '-F', 'qcow2', at(name), size)
}

const inspector = () => running.window.getByRole('main', { name: 'Image inspector' })

async function inspected(name: string): Promise<void> {
  await inspector().getByRole('heading', { name, level: 2 }).waitFor()
}

describe('dropped on the window', () => {
  test('an image is inspected', async () => {
    await dropFiles(running.window, [at('base.qcow2')])
    await inspected('base.qcow2')
    await inspector().getByText('The image stands alone: it has no backing file.').waitFor()
    await inspector().getByText('1,073,741,824 bytes').waitFor()
    await inspector().getByRole('tab', { name: 'Structures' }).click()
    await inspector().getByText('cluster_bits').waitFor()
    await inspector().getByRole('tab', { name: 'Overview' }).click()
  })

  test('a link to an image is the image that it leads to', async () => {
    await dropFiles(running.window, [at('link.qcow2')])
    await inspector().getByText(at('link.qcow2')).first().waitFor()
    await inspector().getByText('1,073,741,824 bytes').waitFor()
    await inspector().getByText('The image stands alone: it has no backing file.').waitFor()
  })

  test('several files together are the chain of each other, a tab for each', async () => {
    const names = ['top.qcow2', 'middle.qcow2', 'base.qcow2']
    await dropFiles(running.window, names.map(at))
    await inspected('top.qcow2')
    await inspector().getByText('The chain is whole, down to its base.').waitFor()
    const tabs = imageTabs(running.window)
    await expect.poll(() => tabs.allTextContents()).toEqual(names)
    await tabs.nth(1).click()
    await inspected('middle.qcow2')
    await inspector().getByText('2,147,483,648 bytes').waitFor()
  })

  test('a file of no known format is shown as raw, not as an error', async () => {
    await dropFiles(running.window, [at('notes.txt')])
    await inspected('notes.txt')
    await inspector().locator('dt').filter({ hasText: 'File length' }).waitFor()
    await inspector().getByText('17 B').waitFor()
    await running.window.getByRole('alert').waitFor({ state: 'detached' })
  })

  test('a folder is scanned, and shows its images where it has no instances', async () => {
    await dropFiles(running.window, [at('images')])
    await scanned(running.window)
    await running.window.getByRole('heading', { level: 1 }).waitFor()
    await running.window.getByText('Folder of images').waitFor()
    await rowNamed(running.window, 'one.vdi').waitFor()
    await rowNamed(running.window, 'two.vmdk').waitFor()
  })

  test('an image over a node leads back to the node as it was', async () => {
    const { app, window } = running
    await resizeWindow(app, 1280, 600)
    await window.keyboard.press('Alt+Home')
    await openSample(window)
    const table = window.getByRole('treegrid').locator('..')
    const top = () => table.evaluate(({ scrollTop }) => scrollTop)
    await table.evaluate((element) => element.scrollTo({ top: 300 }))
    await rowNamed(window, 'web-07').click()
    expect(await top()).toBe(300)
    await dropFiles(window, [at('base.qcow2'), at('top.qcow2')])
    await inspected('base.qcow2')
    await window.keyboard.press('Escape')
    await details(window).getByRole('heading', { name: 'web-07' }).waitFor()
    await expect.poll(top).toBe(300)
  })

  test('of more than can be opened together the first are, and that is said', async () => {
    const paths = Array.from({ length: MAX_PATHS + 1 }, (_, index) => at(`folder-${index}`))
    for (const path of paths) mkdirSync(path)
    await dropFiles(running.window, paths)
    await running.window.getByText('257 files and folders were dropped. The first 256').waitFor()
    const title = `and ${MAX_PATHS - 1} more`
    await running.window.getByRole('heading', { level: 1, name: title }).waitFor()
    expect(await running.window.getByText('It could not be opened').count()).toBe(0)
  })

  test('what is dragged over the window is told what will become of it', async () => {
    const cdp = await running.window.context().newCDPSession(running.window)
    const data = { items: [], files: [at('base.qcow2')], dragOperationsMask: 1 }
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      cdp.send('Input.dispatchDragEvent', { type, x: 100, y: 100, data })
    await drag('dragEnter')
    await running.window.getByText('A folder is scanned').waitFor()
    await running.window.getByText('An image is inspected').waitFor()
    await drag('dragOver')
    await drag('drop')
    await running.window.getByText('Drop to open').waitFor({ state: 'hidden' })
    await inspected('base.qcow2')
    await cdp.detach()
  })
})
