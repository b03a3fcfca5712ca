import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { buildCli } from '../built-cli.ts'

const UUID = '00000001-0000-4000-8000-000000000001'
const FOLDER = '/var/lib/large/instances'
const NAME = '/var/lib/nova/instances'

/** An instances_path in a folder of a larger disk, which Nova's name for it leads to. */
const LINKED = `
  mount -t tmpfs none /var/lib
  mkdir -p /var/lib/nova /var/lib/large
  cp -a "$1" ${FOLDER}
  ln -s ${FOLDER} ${NAME}`

/** The report of a scan in a mount namespace that ends with it. */
function scanIn(cli: string, setUp: string, from: string, opened: string) {
  const script = `set -e; ${setUp}\nexec "$2" "$3" scan -f json "$4"`
  const args = ['-c', script, 'sh', from, process.execPath, cli, opened]
  const command = ['--map-root-user', '--mount', 'sh', ...args]
  return nodeReportSchema.parse(JSON.parse(execFileSync('unshare', command, { encoding: 'utf8' })))
}

function instances(): string {
  const path = join(temporaryFolder(), 'instances')
  mkdirSync(join(path, UUID), { recursive: true })
  mkdirSync(join(path, '_base'))
  writeFileSync(join(path, UUID, 'disk.info'), '{}')
  qemuImg(join(path, UUID), 'create', '-q', '-f', 'qcow2', 'disk', '1M')
  return path
}

test('an instances_path that a usual name leads to has the free space of its host, by either name', async () => {
  const cli = await buildCli()
  const from = instances()
  for (const opened of [NAME, FOLDER]) {
    const { nova, growth } = scanIn(cli.path, LINKED, from, opened)
    expect(nova).toMatchObject({ unknown: null, diskAvailableLeastBytes: expect.any(Number) })
    expect(growth).toMatchObject({ unknown: null, availableBytes: nova?.freeBytes })
  }
})

/** Nova's state_path says no more of a host than the instances_path in it. */
test.each([
  ['itself', '.'],
  ['with the folder above', '..'],
])(
  'what no name leads to may be a copy, opened %s: its free space is none of the host, and says so',
  async (_, opened) => {
    const cli = await buildCli()
    const from = instances()
    const { nova, growth } = scanIn(cli.path, ':', from, join(from, opened))
    const unknown = { unknown: 'no-host' }
    expect(nova).toMatchObject({ ...unknown, freeBytes: null, diskAvailableLeastBytes: null })
    expect(growth).toMatchObject({
      ...unknown,
      availableBytes: null,
      shortfallBytes: null,
      impossibleCount: null,
    })
  },
)
