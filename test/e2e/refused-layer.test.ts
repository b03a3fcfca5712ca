import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { dropFiles } from '../helpers/window/explorer.ts'

const running = appWindow()
const at = (name: string): string => join(running.folder, name)

beforeAll(() => {
  qemuImg('create', '-q', '-f', 'qcow2', at('feature.qcow2'), '64M')
  const bytes = readFileSync(at('feature.qcow2'))
  bytes[79] = 0x20
  writeFileSync(at('feature.qcow2'), bytes)
  const over = ['-u', '-b', 'feature.qcow2', '-F', 'qcow2', at('over.qcow2'), '64M']
  qemuImg('create', '-q', '-f', 'qcow2', ...over)
})

const inspector = () => running.window.getByRole('main', { name: 'Image inspector' })

test('an image that QEMU refuses is not said to stand alone', async () => {
  await dropFiles(running.window, [at('feature.qcow2')])
  const words = 'The image has no backing file, and QEMU refuses its header.'
  await inspector().getByText(words).waitFor()
})

test('nor is a chain whole that such an image is in', async () => {
  await dropFiles(running.window, [at('over.qcow2'), at('feature.qcow2')])
  const words = 'No layer is missing, but QEMU refuses the header of one:'
  await inspector().getByText(words).waitFor()
  expect(await inspector().getByText('The chain is whole').count()).toBe(0)
  await inspector().getByText('It is not exported').waitFor()
})
