import { copyFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { launchApp, type RunningApp } from '../helpers/window/electron-app.ts'

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'cowscope-e2e-'))
/** Latin-1, as names from older systems are. */
const path = Buffer.concat([Buffer.from(`${folder}/image-`), Buffer.from([0xe4])])
let running: RunningApp

beforeAll(async () => {
  qemuImg('create', '-q', '-f', 'qcow2', join(folder, 'made'), '5G')
  copyFileSync(join(folder, 'made'), path)
  running = await launchApp({ lastArg: path })
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true })
})

test('an image whose name is not UTF-8 is inspected, and can be opened again', async () => {
  const { window } = running
  await window.getByText('5,368,709,120 bytes').waitFor()
  await window.getByRole('heading', { name: 'image-\\xe4', level: 2 }).waitFor()
  await window.getByRole('button', { name: 'Back to the start page' }).click()
  await window.getByRole('button', { name: /^Image .*image-\\xe4/ }).click()
  await window.getByText('5,368,709,120 bytes').waitFor()
})
