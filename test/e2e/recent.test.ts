import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { stubOpenDialog } from '../helpers/window/dialogs.ts'
import { launchApp } from '../helpers/window/electron-app.ts'
import { dropFiles, scanned } from '../helpers/window/explorer.ts'

const running = appWindow()
const at = (name: string): string => join(running.folder, name)

beforeAll(() => {
  mkdirSync(at('store'))
  qemuImg('create', '-q', '-f', 'qcow2', at('store/one'), '1G')
  qemuImg('create', '-q', '-f', 'qcow2', at('image.qcow2'), '2G')
})

const goHome = () => running.window.keyboard.press('Alt+Home')
const place = (name: string) => running.window.getByRole('listitem').filter({ hasText: at(name) })

test('what was opened by a dialog or a drop is on the first screen, and opens again from there', async () => {
  const { window } = running
  await window.getByText('Folders and images that you open appear here.').waitFor()
  await stubOpenDialog(running.app, at('store'))
  await window.getByRole('button', { name: 'Open folder…' }).click()
  await scanned(window)
  await dropFiles(window, [at('image.qcow2')])
  await window.getByText('2,147,483,648 bytes').waitFor()
  await goHome()
  await place('image.qcow2').waitFor()
  await place('store').getByRole('button').first().click()
  await scanned(window)
  await window.getByRole('heading', { level: 1 }).getByText('store').waitFor()
})

test('what is no longer there is greyed and says so, and can be taken off the list', async () => {
  rmSync(at('store'), { recursive: true })
  await goHome()
  await place('store').getByText('No longer there').waitFor()
  expect(await place('store').getByRole('button').first().isDisabled()).toBe(true)
  await place('store').getByRole('button', { name: 'Remove' }).click()
  await place('store').waitFor({ state: 'detached' })
  await place('image.qcow2').waitFor()
})

test('the list is there at the next start', async () => {
  const home = at('home')
  mkdirSync(home)
  const first = await launchApp({ home, args: [at('image.qcow2')] })
  await first.window.getByText('2,147,483,648 bytes').waitFor()
  await first.close()
  const next = await launchApp({ home })
  await next.window.getByRole('listitem').getByRole('button').first().click()
  await next.window.getByText('2,147,483,648 bytes').waitFor()
  await next.close()
})
