import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../build/setup/places.mjs'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const reporter = JSON.stringify(join(projectRoot, 'test/failed-tests.ts'))

const files = {
  'config.mjs': `
    import { FailedTests } from ${reporter}
    const of = { globals: true, include: ['*.test.js'], name: 'unit' }
    export default { test: { ...of, reporters: ['default', new FailedTests()] } }`,
  'a.test.js': `
    test('that holds', () => {})
    test('that does not', () => expect(1).toBe(2))
    describe('a suite', () => {
      beforeAll(() => { throw new Error('no room\\nleft') })
      test('of it', () => {})
    })`,
  'b.test.js': "import 'nowhere-to-be-found'",
}

test('the last lines of a run name what failed, and why', () => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--root', folder, '--config', join(folder, 'config.mjs')]
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  expect(status).toBe(1)
  const lines = stderr.trimEnd().split('\n').slice(-3).sort()
  expect(lines.slice(0, 2)).toEqual([
    'failed: unit a.test.js > a suite: no room',
    'failed: unit a.test.js > that does not: expected 1 to be 2 // Object.is equality',
  ])
  expect(lines[2]).toMatch(/^failed: unit b\.test\.js: .*nowhere-to-be-found/)
})
