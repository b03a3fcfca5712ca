import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { launchApp } from '../helpers/window/electron-app.ts'
import { rowNamed, scanned } from '../helpers/window/explorer.ts'

const uuid = '8d1f4cc8-f449-4feb-b721-49111e63c410'
// Without arguments, so that the others are compared with a plain start.
const plain = appWindow()
const at = (...names: readonly string[]): string => join(plain.folder, ...names)

beforeAll(() => {
  mkdirSync(at('instances', uuid), { recursive: true })
  mkdirSync(at('store'))
  qemuImg('create', '-q', '-f', 'qcow2', at('instances', uuid, 'disk'), '3G')
  qemuImg('create', '-q', '-f', 'qcow2', at('store/image.qcow2'), '5G')
})

async function startedWith(path: string, look: (window: typeof plain.window) => Promise<void>) {
  const started = await launchApp({ args: [path] })
  try {
    await look(started.window)
  } finally {
    await started.close()
  }
}

test('without a PATH the first screen waits', async () => {
  await plain.window.getByRole('heading', { name: /What is on this compute node/ }).waitFor()
})

test('a node that is named is scanned', () =>
  startedWith(at('instances'), async (window) => {
    await scanned(window)
    await window.getByText('1 disk in 1 instance').waitFor()
  }))

test('a folder of images that is named shows them', () =>
  startedWith(at('store'), async (window) => {
    await scanned(window)
    await rowNamed(window, 'image.qcow2').waitFor()
  }))

test('an image that is named is inspected', () =>
  startedWith(at('store/image.qcow2'), async (window) => {
    await window.getByText('5,368,709,120 bytes').waitFor()
  }))

test('a PATH that does not exist is named on the first screen, which stays of use', () =>
  startedWith(at('nothing-here'), async (window) => {
    const alert = window.getByRole('alert')
    await alert.getByText('Nothing is at this path.').waitFor()
    await alert.getByText(at('nothing-here')).waitFor()
    await window.getByRole('button', { name: 'Explore a sample node' }).waitFor()
  }))
