import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import {
  details,
  dropFiles,
  filterTable,
  rowNamed,
  rows,
  scanned,
  showScope,
} from '../helpers/window/explorer.ts'

const running = appWindow()
const at = (...names: readonly string[]): string => join(running.folder, ...names)

beforeAll(async () => {
  for (const folder of ['stacked', 'alone']) mkdirSync(at(folder))
  const make = (path: string, ...more: readonly string[]) =>
    qemuImg('create', '-q', '-f', 'qcow2', ...more, path, '8M')
  const on = (below: string) => ['-b', below, '-F', 'qcow2']
  make(at('alone/one.qcow2'))
  make(at('stacked/ubuntu.qcow2'))
  make(at('stacked/before.qcow2'), ...on('ubuntu.qcow2'))
  make(at('stacked/web.qcow2'), ...on('before.qcow2'))
  make(at('stacked/orphan.qcow2'), '-u', ...on('gone.qcow2'))
  make(at('stacked/snapshot.qcow2'), '-u', ...on('orphan.qcow2'))
})

test('a folder of images shows what stands on what, and who is lost with an image', async () => {
  const { window } = running
  await dropFiles(window, [at('stacked')])
  await scanned(window)
  await showScope(window, 'images')
  const cells = async (name: string) =>
    (await rowNamed(window, name).getByRole('gridcell').allTextContents()).join('|')
  expect(await cells('ubuntu.qcow2')).toMatch(/\|–\|1(\||$)/)
  expect(await cells('before.qcow2')).toMatch(/\|ubuntu\.qcow2\|1(\||$)/)
  expect(await cells('orphan.qcow2')).toMatch(/\|gone\.qcow2 missing\|1(\||$)/)
  expect(await cells('snapshot.qcow2')).toMatch(/\|orphan\.qcow2 chain missing\|0(\||$)/)
  expect(await cells('ubuntu.qcow2')).toMatch(/^ubuntu\.qcow2base\|/)
  expect(await cells('before.qcow2')).toMatch(/^before\.qcow2middle layer\|/)
  expect(await cells('web.qcow2')).toMatch(/^web\.qcow2overlay\|/)
  await rowNamed(window, 'ubuntu.qcow2').click()
  await details(window).locator('header').getByText('base', { exact: true }).waitFor()
  await details(window).getByRole('heading', { name: 'If it is lost, 2 images do not' }).waitFor()
  await filterTable(window, 'ubuntu')
  await rowNamed(window, 'web.qcow2').waitFor({ state: 'detached' })
  expect(await rows(window).count()).toBe(2)
  await details(window).getByRole('button', { name: 'web.qcow2' }).click()
  await details(window).getByRole('heading', { name: 'web.qcow2' }).waitFor()
})

test.each([
  ['an overlay', 'stacked/web.qcow2', 'overlay'],
  ['an image that stands alone', 'alone/one.qcow2', 'stands alone'],
])('%s that is opened by itself says so beside its name', async (_what, path, tag) => {
  const { window } = running
  await dropFiles(window, [at(path)])
  await window.getByRole('article').locator('header').getByText(tag, { exact: true }).waitFor()
})

test('where nothing stands on anything no column says so', async () => {
  const { window } = running
  await dropFiles(window, [at('alone')])
  await scanned(window)
  await showScope(window, 'images')
  await rowNamed(window, 'one.qcow2').waitFor()
  expect(await window.getByRole('columnheader').allTextContents()).not.toContain('Backing file')
})
