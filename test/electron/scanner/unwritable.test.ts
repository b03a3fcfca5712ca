import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../../build/setup/places.mjs'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

// Why a report was not saved, of file systems and rights as they are: each asks for something else.

const PROGRAM = ['build/run-ts.mjs', 'test/electron/scanner/save-report-to.ts']
/** Without root's right to write everywhere. */
const ORDINARY = ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--']

/** Saves a report in a folder, `$0`, after `before`, in a mount namespace that ends with it. */
function saveAfter(before: string, as: readonly string[] = []): unknown {
  const folder = temporaryFolder()
  const target = join(folder, 'report.json')
  const script = ['sh', '-c', `${before} && exec "$@"`, folder]
  const save = [...as, process.execPath, ...PROGRAM, target]
  const command = ['--map-root-user', '--mount', ...script, ...save]
  const { stdout, stderr } = spawnSync('unshare', command, { cwd: projectRoot, encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

test.each([
  ['without space', 'write-no-space', 'mount -t tmpfs -o size=4k none "$0" && echo 1 > "$0/full"'],
  ['for reading only', 'write-read-only', 'mount -t tmpfs -o ro none "$0"'],
  ['that is gone', 'write-no-folder', 'rmdir "$0"'],
  ['that is a file by now', 'write-no-folder', 'rmdir "$0" && : > "$0"'],
])('in a place %s: %s', (_, code, before) => {
  expect(saveAfter(before)).toMatchObject({ code, path: expect.stringMatching(/report\.json$/) })
})

test.each([
  ['writes', 'chmod 500 "$0"'],
  ['looks', 'chmod 0 "$0"'],
])('in a folder where nobody else %s: write-permission', (_, before) => {
  expect(saveAfter(before, ORDINARY)).toMatchObject({ code: 'write-permission' })
})

test('where it may be written it is', () => {
  expect(saveAfter(':', ORDINARY)).toMatchObject({ bytes: expect.any(Number) })
})
