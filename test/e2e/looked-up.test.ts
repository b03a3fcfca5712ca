import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, test } from 'vitest'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { FOLDER, UUID } from '../helpers/trees/small-node.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { details, dropFiles, innerRows, rowNamed, scanned } from '../helpers/window/explorer.ts'

const running = appWindow()
const at = (name: string): string => join(running.folder, 'node', name)

beforeAll(() => {
  for (const folder of ['etc/nova', 'mnt/san', FOLDER]) mkdirSync(at(folder), { recursive: true })
  qemuImg('create', '-q', '-f', 'raw', at('mnt/san/base.img'), '8M')
  const over = ['-u', '-b', '/mnt/san/base.img', '-F', 'raw', at(`${FOLDER}/disk`), '16M']
  qemuImg('create', '-q', '-f', 'qcow2', ...over)
})

test('a base that lies nowhere where a node is scanned is looked for when the scan has ended', async () => {
  const { window } = running
  await dropFiles(window, [at('')])
  await scanned(window)
  await rowNamed(window, UUID).click()
  await window.keyboard.press('ArrowRight')
  await innerRows(window).filter({ hasText: 'disk' }).first().click()
  await details(window).getByText('The chain is whole, down to its base.').waitFor()
})
