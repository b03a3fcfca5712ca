import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeSampleNode } from '../../electron/sample/write.ts'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { launchApp } from '../helpers/window/electron-app.ts'
import {
  details,
  dropFiles,
  rowNamed,
  rows,
  scanned,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()
const at = (...names: readonly string[]): string => join(running.folder, ...names)
const INSTANCES = 'node/var/lib/nova/instances'
const STORE = 'node/var/lib/glance/images'

const sha1 = (id: string): string => createHash('sha1').update(id).digest('hex')
const isOfBase = (id: string): boolean => existsSync(at(INSTANCES, '_base', sha1(id)))

beforeAll(() => {
  mkdirSync(at('node'))
  writeSampleNode(at('node'))
  for (const name of ['upper', 'lower', 'beside']) mkdirSync(at(name))
  for (const name of ['lower', 'beside']) {
    qemuImg('create', '-q', '-f', 'raw', at(name, 'base.raw'), '64M')
    const over = ['create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', `../${name}/base.raw`]
    qemuImg(...over, at('upper', `on-${name}.qcow2`))
  }
})

test('folders that are dropped together are one node, named by the first and how many more', async () => {
  const { window } = running
  await dropFiles(window, [at('upper'), at('lower')])
  await scanned(window)
  const title = window.getByRole('heading', { level: 1, name: 'and 1 more' })
  await title.waitFor()
  expect(await title.textContent()).toContain(at('upper'))
  for (const name of ['on-lower.qcow2', 'on-beside.qcow2', 'base.raw']) {
    await rowNamed(window, name).waitFor()
  }
})

test('what a folder by itself comes to does not hang on what was open before', async () => {
  const { window } = running
  await dropFiles(window, [at('upper')])
  await scanned(window)
  await rowNamed(window, 'on-lower.qcow2').click()
  await details(window)
    .getByText(/lies outside of what was opened/)
    .first()
    .waitFor()
  await dropFiles(window, [at('upper'), at('lower')])
  await scanned(window)
})

test('an image of one stands on a base in another, and on nothing beside them', async () => {
  const { window } = running
  await rowNamed(window, 'on-lower.qcow2').click()
  const detail = details(window)
  await detail.getByText('The chain is whole, down to its base.').waitFor()
  await rowNamed(window, 'on-beside.qcow2').click()
  await detail
    .getByText(/lies outside of what was opened/)
    .first()
    .waitFor()
})

test('an instances_path and a store on the command line are joined', async () => {
  const started = await launchApp({ args: [at(INSTANCES), at(STORE)] })
  try {
    const { window } = started
    await scanned(window)
    await window.getByText('78 disks in 40 instances').waitFor()
    await showScope(window, 'images')
    await expect.poll(() => rows(window).count()).toBe(readdirSync(at(STORE)).length)
    await showScope(window, 'bases')
    const id = readdirSync(at(STORE)).find((name) => isOfBase(name)) ?? 'none'
    await rowNamed(window, sha1(id)).click()
    await details(window).getByText(id).first().waitFor()
  } finally {
    await started.close()
  }
})

test('of two hosts each opens to what is its own, told by its path where both have one name', async () => {
  mkdirSync(at('second'))
  writeSampleNode(at('second'))
  const started = await launchApp({ args: [at('node'), at('second')] })
  try {
    const { window } = started
    await scanned(window)
    const overview = details(window)
    await overview.getByRole('heading', { name: '2 hosts' }).waitFor()
    const called = window.locator('summary b').getByText('second', { exact: true })
    const host = overview.locator('details').filter({ has: called })
    expect(await host.locator('summary').textContent()).toMatch(/78 disks in 40 instances/)
    await host.locator('summary').first().click()
    for (const title of ['As Nova counts', 'Image cache', 'Configuration']) {
      await host.getByRole('heading', { name: title }).waitFor()
    }
    await host.getByRole('heading', { name: 'Configuration' }).click()
    await host.getByText('second/etc/nova/nova.conf').waitFor()
    expect(await host.textContent()).toContain('Read fromsecond/etc/nova/nova.conf')
    expect(await host.textContent()).not.toContain('node/etc/nova/nova.conf')
    // The same base twice: the second leads to its own host's.
    const bars = overview.getByRole('figure').getByRole('button')
    expect(await bars.nth(0).getAttribute('title')).toMatch(/\nnode\nBase: /)
    await bars.nth(1).filter({ hasText: 'second' }).press('Enter')
    await overview.getByText('second/var/lib/nova/instances/_base/').first().waitFor()
  } finally {
    await started.close()
  }
})

test('a folder above of two nodes says which they are, and tells their images apart by the folder', async () => {
  const { window } = running
  await dropFiles(window, [at()])
  const banner = window
    .getByRole('status')
    .filter({ hasText: 'There are 2 compute nodes or instances_paths inside' })
  await banner.getByText(/drop several together: node, second$/).waitFor()
  const faults = await window.locator('[role=gridcell][data-beside]').evaluateAll((cells) =>
    cells.flatMap((cell) => {
      const [name, folder] = cell.querySelectorAll<HTMLElement>('[class*=label], [class*=beside]')
      if (!name || !folder) return ['no folder']
      const isShortOneCut = name.innerText.length < 12 && name.scrollWidth > name.clientWidth
      return isShortOneCut || folder.clientWidth < 30 ? [cell.textContent] : []
    }),
  )
  expect(faults).toEqual([])
  await banner.getByRole('button', { name: 'Open one' }).click()
  await window.getByRole('menuitem', { name: 'second' }).click()
  await window.getByText('78 disks in 40 instances').waitFor()
  await window.getByRole('heading', { level: 1 }).getByTitle(at('second')).waitFor()
})

test('what is missing of what was opened together is named as long as the rest is shown', async () => {
  const started = await launchApp({ args: [at('upper'), at('gone'), at('lower')] })
  try {
    const { window } = started
    await scanned(window)
    const banner = window.getByRole('status').filter({ hasText: 'Partial result' })
    await banner.getByText(`Left out: ${at('gone')}: it does not exist (ENOENT)`).waitFor()
    await rowNamed(window, 'base.raw').waitFor()
    mkdirSync(at('gone'))
    qemuImg('create', '-q', '-f', 'raw', at('gone', 'found.raw'), '64M')
    await window.getByRole('button', { name: 'Try again' }).click()
    await rowNamed(window, 'found.raw').waitFor()
    await window.getByRole('heading', { level: 1, name: 'and 2 more' }).waitFor()
    await banner.waitFor({ state: 'detached' })
  } finally {
    await started.close()
  }
})
