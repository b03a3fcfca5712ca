import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { IMAGE, sha1 } from '../helpers/trees/small-node.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { dropFiles, rowNamed, scanned, showScope } from '../helpers/window/explorer.ts'

const running = appWindow()
const at = (...names: readonly string[]): string => join(running.folder, ...names)
const totals = () => running.window.getByRole('region', { name: 'Totals' })
const alert = () => running.window.getByRole('alert')

beforeAll(() => {
  for (const folder of ['images', '_base', 'store']) mkdirSync(at(folder))
  qemuImg('create', '-q', '-f', 'qcow2', at('images/one.qcow2'), '3G')
  qemuImg('create', '-q', '-f', 'vdi', at('images/two.vdi'), '1G')
  qemuImg('create', '-q', '-f', 'raw', at('_base', sha1(IMAGE)), '2G')
  qemuImg('create', '-q', '-f', 'qcow2', at('store', IMAGE), '5G')
})

async function opened(name: string, kind: string): Promise<void> {
  await dropFiles(running.window, [at(name)])
  await running.window.getByRole('heading', { level: 1 }).filter({ hasText: name }).waitFor()
  await scanned(running.window)
  await running.window.getByRole('navigation').getByText(kind, { exact: true }).waitFor()
}

describe('without instances the window begins with the table that has rows, and counts those:', () => {
  test('a folder of images', async () => {
    await opened('images', 'Folder of images')
    await rowNamed(running.window, 'two.vdi').waitFor()
    await totals().getByText('4.00 GiB').waitFor()
    await totals().getByText('2 images').waitFor()
    expect(await totals().textContent()).not.toMatch(/0 instances|0 disks|Over-commit/)
  })

  test('a Glance store', async () => {
    await opened('store', 'Glance store')
    await rowNamed(running.window, IMAGE).waitFor()
    await totals().getByText('1 image', { exact: true }).waitFor()
    await totals().getByText('5.00 GiB').waitFor()
  })

  test('an image cache by itself', async () => {
    await opened('_base', 'Image cache')
    await rowNamed(running.window, sha1(IMAGE)).waitFor()
    await totals().getByText('1 base file', { exact: true }).waitFor()
    await totals().getByText('2.00 GiB').waitFor()
  })
})

describe('that something could not be opened is told until', () => {
  const fail = async (): Promise<void> => {
    await dropFiles(running.window, [at('gone')])
    await alert().getByText(at('gone')).waitFor()
  }
  const isGone = () => alert().waitFor({ state: 'detached' })

  test('it is closed, by its button or by Escape', async () => {
    await fail()
    await alert().getByRole('button', { name: 'Close' }).click()
    await isGone()
    await fail()
    await running.window.keyboard.press('Escape')
    await isGone()
  })

  test('one goes on: to a row, another table or another screen', async () => {
    const { window } = running
    await fail()
    await window.locator('[role=row][data-index="0"]').click()
    await isGone()
    await fail()
    await showScope(window, 'problems')
    await isGone()
    await fail()
    await window.getByRole('button', { name: 'Back to the start page' }).click()
    await isGone()
  })

  test('something else is opened', async () => {
    await fail()
    await opened('images', 'Folder of images')
    await isGone()
  })

  test('and stays beside what was opened along with it', async () => {
    await dropFiles(running.window, [at('gone'), at('images')])
    await scanned(running.window)
    await rowNamed(running.window, 'two.vdi').waitFor()
    await alert().getByText(at('gone')).waitFor()
  })
})
