import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()
const SNAPSHOTS = 65_536
const ENTRY = 80

/** Of 5 MB, with as many snapshots as qemu allows. */
function manySnapshots(): string {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'many', '64M')
  const image = readFileSync(join(folder, 'many'))
  const at = Math.ceil(image.length / 65_536) * 65_536
  const table = Buffer.alloc(SNAPSHOTS * ENTRY)
  for (let index = 0; index < SNAPSHOTS; index += 1) {
    const entry = index * ENTRY
    table.writeUInt16BE(6, entry + 12)
    table.writeUInt16BE(10, entry + 14)
    table.writeUInt32BE(24, entry + 36)
    table.write(`${100_000 + index}snapshot-1`, entry + 64)
  }
  image.writeUInt32BE(SNAPSHOTS, 60)
  image.writeBigUInt64BE(BigInt(at), 64)
  writeFileSync(
    join(folder, 'many'),
    Buffer.concat([image, Buffer.alloc(at - image.length), table]),
  )
  return 'many'
}

test('info of 65,536 snapshots takes some 70 MB above what it takes of none: it took 200', () => {
  const tells = join(folder, 'tells.cjs')
  const told = 'process.stderr.write(String(process.resourceUsage().maxRSS * 1024))'
  writeFileSync(tells, `process.on('exit', () => ${told})`)
  const peak = (name: string) => {
    const options = { cwd: folder, nodeOptions: ['-r', tells] }
    const { status, stdout, stderr } = cli.run(['info', '--output', 'json', name], options)
    expect(status).toBe(0)
    return { bytes: Number(stderr), count: JSON.parse(stdout).snapshots?.length ?? 0 }
  }
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'none', '64M')
  const [many, none] = [peak(manySnapshots()), peak('none')]
  expect([many.count, none.count]).toEqual([SNAPSHOTS, 0])
  expect(many.bytes - none.bytes).toBeLessThan(120e6)
})
