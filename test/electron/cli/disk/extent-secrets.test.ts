import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

/** Whatever is secret in the descriptor has this in it. */
const SECRET = 'hunter2'

const top = temporaryFolder()
const cli = cliOfTests()

const DESCRIPTOR = `# Disk DescriptorFile
version=1
CID=fffffffe
parentCID=ffffffff
createType="monolithicFlat"
RW 2048 FLAT "https://u:${SECRET}@host/x?sig=${SECRET}" 0
ddb.adapterType = "ide"
`

test.each([
  [['check']],
  [['check', '--output', 'json']],
  [['map']],
  [['map', '--output', 'json']],
  [['measure', '-O', 'qcow2']],
  [['read', '--length', '512']],
  [['export', '-o', 'rest.raw']],
  [['export', '--salvage', '-o', 'salvaged.raw']],
  [['detect', '--output', 'json']],
])('%s names the extent of a VMDK without the password in it', (args) => {
  writeFileSync(join(top, 'disk.vmdk'), DESCRIPTOR)
  const { stdout, stderr } = cli.run([...args, 'disk.vmdk'], { cwd: top })
  expect(`${stdout}${stderr}`).toMatch(/https:\/\/|https:…/)
  expect(`${stdout}${stderr}`).not.toContain(SECRET)
})
