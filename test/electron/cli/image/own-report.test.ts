import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()
const run = (...args: readonly string[]) => cli.run(args, { cwd: folder })

beforeAll(() => {
  writeFileSync(join(folder, 'disk.raw'), Buffer.alloc(1 << 20, 5))
  writeFileSync(join(folder, 'other.json'), '{ "schemaVersion": 1, "generator": { "name": "x" } }')
})

/** A report is text, and whatever is no image's header is raw data: it would have a size and a chain. */
test.each(['info', 'scan'])('%s says of a report of Cowscope what it is', (command) => {
  expect(run('scan', 'disk.raw', '-f', 'json', '-o', 'report.json').status).toBe(0)
  const { status, stdout, stderr } = run(command, 'report.json')
  expect([status, stdout, stderr]).toEqual([
    1,
    '',
    'cowscope: report.json: it is a report of Cowscope, not an image; reports are not compared yet\n',
  ])
})

test.each(['info', 'scan'])('%s takes another JSON file for raw data, as ever', (command) => {
  expect(run(command, 'other.json')).toMatchObject({ status: 0, stderr: '' })
})
