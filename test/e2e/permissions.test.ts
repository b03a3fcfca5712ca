import { chmodSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import {
  BASE,
  DISK,
  FOLDER,
  IMAGE,
  INSTANCES,
  SmallNode,
  sha1,
} from '../helpers/trees/small-node.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import {
  details,
  dropFiles,
  innerRows,
  rowNamed,
  scanned,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow({ ordinary: true })
const at = (...names: readonly string[]): string => join(running.folder, ...names)
const SHUT = 'bbbbbbbb-0000-4000-8000-000000000002'
const shutFolder = `${INSTANCES}/${SHUT}`

beforeAll(() => {
  mkdirSync(at('node'))
  const node = new SmallNode(at('node'))
  mkdirSync(node.path(shutFolder))
  node.make('qcow2', `${shutFolder}/disk`, '1G')
  chmodSync(node.path(shutFolder), 0)
  node.make('raw', `${FOLDER}/disk.swap`, '1M')
  chmodSync(node.path(DISK), 0)
  mkdirSync(at('shut', 'var/lib/nova/instances'), { recursive: true })
  chmodSync(at('shut'), 0)
  qemuImg('create', '-q', '-f', 'qcow2', at('shut.qcow2'), '1G')
  chmodSync(at('shut.qcow2'), 0)
})
afterAll(() => {
  // Whoever is not root could not remove them.
  for (const path of [at('shut'), at('node', shutFolder)]) chmodSync(path, 0o700)
})

describe('a node of which not everything may be read', () => {
  beforeAll(async () => {
    await dropFiles(running.window, [at('node')])
    await scanned(running.window)
  })

  test('says so of each, and shows the rest', async () => {
    const { window } = running
    await showScope(window, 'problems')
    for (const path of [SHUT, 'disk']) {
      const row = innerRows(window).filter({ hasText: path, visible: true })
      await row.filter({ hasText: 'permission denied (EACCES)' }).first().waitFor()
    }
    await showScope(window, 'bases')
    await window.getByText('1 in all').waitFor()
  })

  test('does not take a folder that may not be entered for one without disks', async () => {
    const { window } = running
    await showScope(window, 'instances')
    await window
      .getByRole('row')
      .filter({ hasText: SHUT.slice(0, 8) })
      .click()
    await details(window).getByText('Its folder could not be read').first().waitFor()
    expect(await details(window).textContent()).not.toContain('may boot from a volume')
    await window.keyboard.press('ArrowRight')
    await innerRows(window).getByText('Its folder could not be read').waitFor()
  })

  test('says of a disk that may not be read what the file system knows of it, and why no more', async () => {
    const { window } = running
    await rowNamed(window, 'web').locator('[data-twisty]').click()
    await rowNamed(window, 'disk.swap').waitFor()
    await rowNamed(window, 'disk').click()
    await details(window).getByText('Permission denied.').waitFor()
    await details(window).getByText('(0000)').waitFor()
  })
})

test('a base that may not be read is told from one that is gone, in the table and in the chain', async () => {
  const { window } = running
  mkdirSync(at('bases'))
  const node = new SmallNode(at('bases'))
  const gone = `${INSTANCES}/${SHUT}/disk`
  mkdirSync(node.path(dirname(gone)))
  node.make('qcow2', gone, '8M', '-u', '-b', `/${INSTANCES}/_base/${'0'.repeat(40)}`, '-F', 'raw')
  chmodSync(node.path(BASE), 0)
  await dropFiles(window, [at('bases')])
  await scanned(window)
  await showScope(window, 'instances')
  const shut = window.locator('[data-chain=denied]').filter({ hasText: 'no permission' })
  await shut.filter({ hasText: sha1(IMAGE).slice(0, 8) }).waitFor()
  await window.locator('[data-chain=missing]').filter({ hasText: '00000000 missing' }).waitFor()
  await rowNamed(window, 'web').locator('[data-twisty]').click()
  await rowNamed(window, 'disk').click()
  await details(window).locator('[data-tone=denied]').getByText('here but cannot').waitFor()
})

test('a nova.conf that is there and closed is not called one that was not read', async () => {
  const { window } = running
  mkdirSync(at('closed'))
  const node = new SmallNode(at('closed'))
  node.write('etc/nova/nova.conf', '[DEFAULT]\n')
  chmodSync(node.path('etc/nova/nova.conf'), 0)
  await dropFiles(window, [at('closed')])
  await scanned(window)
  await details(window).getByText("Nova's configuration could not be read: these are").waitFor()
  expect(await details(window).getByText('No nova.conf was read').count()).toBe(0)
})

test('a folder that may not be entered is not opened as a node of which all is broken', async () => {
  const { window } = running
  await dropFiles(window, [at('shut')])
  await window.getByRole('alert').getByText('does not let this user read it').waitFor()
  await window.getByText('Compute node').waitFor({ state: 'detached' })
  chmodSync(at('shut'), 0o700)
  await window.getByRole('alert').getByRole('button', { name: 'Try again' }).click()
  await scanned(window)
  await window.getByRole('alert').waitFor({ state: 'detached' })
})

test('an image that may not be read keeps its name on the page that says so', async () => {
  const { window } = running
  await dropFiles(window, [at('shut.qcow2')])
  const page = window.getByRole('main', { name: 'Image inspector' })
  await page.getByRole('heading', { name: 'shut.qcow2', level: 2 }).waitFor()
  await page.getByText('does not let this user read it').waitFor()
})
