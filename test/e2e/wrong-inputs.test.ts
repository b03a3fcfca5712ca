import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { makeNastyTree, UUIDS } from '../helpers/trees/nasty-tree.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { stubOpenDialog } from '../helpers/window/dialogs.ts'
import {
  details,
  dropFiles,
  imageTabs,
  innerRows,
  rowNamed,
  scanned,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()
const at = (...names: readonly string[]): string => join(running.folder, ...names)

beforeAll(() => {
  qemuImg('create', '-q', '-f', 'qcow2', at('good.qcow2'), '1G')
  writeFileSync(at('empty.img'), '')
  qemuImg('create', '-q', '-f', 'qcow2', at('short.qcow2'), '1G')
  truncateSync(at('short.qcow2'), 60)
  execFileSync('mkfifo', [at('pipe')])
  symlinkSync('round', at('round'))
  mkdirSync(at('empty-folder'))
})

const inspector = () => running.window.getByRole('main', { name: 'Image inspector' })
const alert = () => running.window.getByRole('alert')

describe('what cannot be opened', () => {
  test('is named with its reason, and the rest of the drop is opened', async () => {
    await dropFiles(running.window, [at('pipe'), at('not-there'), at('round'), at('good.qcow2')])
    await inspector().getByRole('heading', { name: 'good.qcow2', level: 2 }).waitFor()
    for (const part of [
      'It could not be opened',
      `neither a folder nor a regular file, so it is not opened. ${at('pipe')}`,
      'Nothing is at this path.',
      at('not-there'),
      `lead in a circle, so nothing is behind them. ${at('round')}`,
    ]) {
      await expect.poll(() => alert().textContent()).toContain(part)
    }
    await alert().getByRole('button', { name: 'Close' }).click()
    await alert().waitFor({ state: 'detached' })
  })

  test('from the dialog, a file that has vanished since', async () => {
    await stubOpenDialog(running.app, at('vanished.qcow2'))
    await running.window.keyboard.press('Control+Shift+O')
    await alert().getByText(at('vanished.qcow2')).waitFor()
  })
})

describe('an image that is none', () => {
  test('an empty file has a length of nothing, and is told to hold no disk', async () => {
    await dropFiles(running.window, [at('empty.img')])
    await inspector().getByRole('heading', { name: 'empty.img', level: 2 }).waitFor()
    await inspector().getByText('0 B', { exact: true }).first().waitFor()
    await inspector().getByText('There is no disk in it: a guest would see 0 bytes.').waitFor()
  })

  test('a header that is cut short says where it ends, and blames nobody else', async () => {
    await dropFiles(running.window, [at('short.qcow2')])
    const page = inspector()
    await page.getByText('The header of this layer cannot be read').waitFor()
    const told = page.getByText(/offset 0x3c: expected 4 bytes/)
    await told.first().waitFor()
    expect(await told.count()).toBe(1)
    await page
      .getByText(/^The header does not give a virtual size, could not be read, or/)
      .waitFor()
    expect(await page.getByText('input/output error').count()).toBe(0)
  })

  test('that vanishes while it is open can be tried again when it is back', async () => {
    await dropFiles(running.window, [at('good.qcow2'), at('empty.img')])
    const tabs = imageTabs(running.window)
    await inspector().getByRole('heading', { name: 'good.qcow2', level: 2 }).waitFor()
    await tabs.nth(1).click()
    await inspector().getByRole('heading', { name: 'empty.img', level: 2 }).waitFor()
    renameSync(at('good.qcow2'), at('away'))
    await tabs.nth(0).click()
    await inspector().getByText('Nothing is at this path.').waitFor()
    renameSync(at('away'), at('good.qcow2'))
    await inspector().getByRole('button', { name: 'Try again' }).click()
    await inspector().getByText('1,073,741,824 bytes').waitFor()
  })
})

describe('a folder', () => {
  test('with nothing in it says so, and what would be looked for', async () => {
    await dropFiles(running.window, [at('empty-folder')])
    await scanned(running.window)
    await running.window.getByText('No files here').waitFor()
    await running.window.getByText(/What is recognised: the root of a compute node/).waitFor()
    for (const [scope, title] of [
      ['bases', 'No files here'],
      ['images', 'No files here'],
      ['problems', 'No files here'],
      ['plan', 'No files here'],
    ] as const) {
      await showScope(running.window, scope)
      await running.window.getByText(title).waitFor()
    }
  })

  test('that vanishes fails its next scan with a sentence, and can be tried again', async () => {
    rmSync(at('empty-folder'), { recursive: true })
    await running.window.keyboard.press('F5')
    const notAgain = running.window
      .getByRole('status')
      .filter({ hasText: 'The new scan did not finish: what is shown is of the one before' })
    await notAgain.getByText('Nothing is at this path.').waitFor()
    mkdirSync(at('empty-folder'))
    await notAgain.getByRole('button', { name: 'Try again' }).click()
    await notAgain.waitFor({ state: 'detached' })
    await scanned(running.window)
  })

  test('full of traps is shown, each trap in its place', async () => {
    const { window } = running
    mkdirSync(at('nasty'))
    const server = await makeNastyTree(at('nasty'))
    try {
      await dropFiles(window, [at('nasty')])
      await scanned(window)
      await showScope(window, 'instances')
      for (const uuid of UUIDS) await window.getByText(uuid).first().waitFor()
      await window.getByRole('row').filter({ hasText: UUIDS[1] }).locator('[data-twisty]').click()
      await rowNamed(window, 'disk').click()
      await details(window).getByText('FIFO', { exact: true }).waitFor()
      await window.getByRole('row').filter({ hasText: UUIDS[2] }).locator('[data-twisty]').click()
      await innerRows(window).filter({ hasText: 'caf\\xe9' }).first().waitFor()
      await showScope(window, 'problems')
      await innerRows(window).filter({ hasText: 'disk.eph0' }).first().waitFor()
    } finally {
      server.close()
    }
  })
})
