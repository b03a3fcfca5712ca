import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
const COUNT = 200

/** Deletes all instances but the first as soon as the process looks at that one. */
const DELETION = `
const fs = require('node:fs')
const { dirname, join } = require('node:path')
const look = fs.lstatSync
fs.lstatSync = (path, options) => {
  if (/-000000000000$/.test(String(path))) {
    const above = dirname(String(path))
    for (const name of fs.readdirSync(above)) {
      if (/-0+[1-9][0-9]*$/.test(name)) fs.rmSync(join(above, name), { recursive: true })
    }
  }
  return look(path, options)
}
`

test('instances that are deleted while a process scans them are left out, and it ends with 0', () => {
  const folder = temporaryFolder()
  const instances = join(folder, 'instances')
  mkdirSync(join(instances, '_base'), { recursive: true })
  const names = Array.from({ length: COUNT }, (_, at) => {
    return `aaaaaaaa-0000-4000-8000-${String(at).padStart(12, '0')}`
  })
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'disk', '1M')
  for (const name of names) {
    mkdirSync(join(instances, name))
    writeFileSync(join(instances, name, 'disk.info'), '{}')
    copyFileSync(join(folder, 'disk'), join(instances, name, 'disk'))
  }
  writeFileSync(join(folder, 'deletion.cjs'), DELETION)
  const nodeOptions = ['--require', join(folder, 'deletion.cjs')]
  const { status, stdout, stderr } = cli.run(['scan', '-f', 'json', instances], { nodeOptions })
  expect(readdirSync(instances)).toEqual(['_base', names[0]])
  expect([status, stderr]).toEqual([0, ''])
  const report = nodeReportSchema.parse(JSON.parse(stdout))
  expect(report.scan).toMatchObject({ partial: false, reason: null, errors: [] })
  expect(report.scan.wentAway).toMatchObject({ first: names[1] })
  const { wentAway = { count: 0 } } = report.scan
  expect(report.instances.length + wentAway.count).toBe(COUNT)
})
