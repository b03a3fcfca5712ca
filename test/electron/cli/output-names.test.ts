import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandHere } from '../../helpers/command-here.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { cliOfTests } from './built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()
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

test('CSV with such a name: a file has it as it is', async () => {
  const { stdout } = await commandHere(['scan', '-f', 'csv-images', images('csv')])
  expect(stdout).toContain(NAME)
  expect(stdout.split('\r\n').length).toBe(4)
})

// A serial console, `docker exec` and `expect` have none.
test.each([80, 0])(
  'CSV with such a name: on a terminal of %i columns nothing of it works',
  (columns) => {
    const path = images(`csv-${columns}`)
    const scan = `'${process.execPath}' '${cli.path}' scan -f csv-images '${path}'`
    const command = `stty cols ${columns} rows 0; stty size; ${scan}`
    const { status, stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      encoding: 'utf8',
    })
    expect([status, stdout.split('\r\n')[0]]).toEqual([0, `0 ${columns}`])
    expect(stdout).toContain(SHOWN)
    expect(stdout).not.toContain('\u001b]0;pwn')
    expect(stdout).not.toContain('\u001b[31m')
  },
)
