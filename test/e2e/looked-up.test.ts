import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { nodeReportSchema } from '../../shared/report/schema/schema.ts'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { FOLDER, UUID } from '../helpers/trees/small-node.ts'
import { appWindow } from '../helpers/window/app-window.ts'
import { stubSaveDialog } from '../helpers/window/dialogs.ts'
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
  // By the scan itself: the details follow the chain by themselves.
  const path = join(running.folder, 'node.json')
  await stubSaveDialog(running.app, path)
  await window.getByRole('button', { name: 'Export', exact: true }).click()
  await window.getByRole('menuitem', { name: 'Report as JSON (for programs)' }).click()
  await window.getByText(`written to ${path}`).waitFor()
  const report = nodeReportSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const disks = report.instances.flatMap((instance) => instance.disks)
  expect(disks).toMatchObject([{ chain: 'complete', layers: [{ path: 'mnt/san/base.img' }] }])
  await innerRows(window).filter({ hasText: 'disk' }).first().click()
  await details(window).getByText('The chain is whole, down to its base.').waitFor()
})
