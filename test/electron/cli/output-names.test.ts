import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runScan } from '../../../electron/cli/scan/run-scan.ts'
import { commandHere } from '../../helpers/command-here.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
/** It sets a terminal's title, goes back over the line and colours what follows. */
const NAME = 'a\u001b]0;pwn\u0007\r\u001b[31m.qcow2'
const SHOWN = 'a\\x1b]0;pwn\\x07\\r\\x1b[31m.qcow2'

function images(name: string): string {
  const path = join(folder, name)
  mkdirSync(path)
  qemuImg(path, 'create', '-q', '-f', 'qcow2', 'b.qcow2', '1M')
  copyFileSync(join(path, 'b.qcow2'), join(path, NAME))
  return path
}

test('the name of one of several files that are checked does nothing to a terminal', async () => {
  const path = images('checked')
  const { stdout } = await commandHere(['check', join(path, NAME), join(path, 'b.qcow2')])
  expect(stdout).toContain(`image: ${join(path, SHOWN)}\n`)
  expect(stdout).not.toContain('\u001b')
})

test.each([
  ['on a terminal nothing of it works', 80, SHOWN],
  ['a file has it as it is', undefined, NAME],
])('CSV with such a name: %s', async (_, width, name) => {
  let shown = ''
  const out = (text: string) => {
    shown += text
    return true
  }
  const context = {
    terminal: { out, complain: () => {}, status: undefined, width },
    ...{ version: '0', interrupted: () => false, finish: () => {} },
    hearing: <T>(work: () => Promise<T>) => work(),
  }
  await runScan([images(`csv-${width}`)], { format: 'csv-images', top: '20' }, context)
  expect(shown).toContain(name)
  expect(shown.includes('\u001b')).toBe(width === undefined)
  expect(shown.split('\r\n').length).toBe(4)
})
