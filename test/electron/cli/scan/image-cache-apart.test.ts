import { execFileSync } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'
import type { NodeReport } from '../../../../shared/report/schema/schema.ts'
import { BASE, INSTANCES, smallNode } from '../../../helpers/trees/small-node.ts'
import { type BuiltCli, buildCli } from '../built-cli.ts'

let cli: BuiltCli
beforeAll(async () => {
  cli = await buildCli()
})

/** What Nova reserves for the image cache, in GiB; `mount` comes first, in a namespace that ends with it. */
function reservedAfter(mount: string): number | null | undefined {
  const node = smallNode()
  node.write(
    'etc/nova/nova.conf',
    '[DEFAULT]\nhost = a\n[workarounds]\nreserve_disk_resource_for_image_cache = true\n',
  )
  node.write(BASE, 'x'.repeat(5000))
  const script = `${mount} && exec "$1" "$2" scan -f json .`
  const args = ['--map-root-user', '--mount', 'sh', '-c', script, 'sh', process.execPath, cli.path]
  const printed = execFileSync('unshare', args, { cwd: node.root, encoding: 'utf8' })
  const report: NodeReport = JSON.parse(printed)
  return report.nova?.reserved.imageCacheGib
}

const CACHE = `${INSTANCES}/_base`

test('an image cache on another file system than the instances takes nothing of theirs, as Nova has it', () => {
  expect(reservedAfter('true')).toBe(1)
  expect(reservedAfter(`mount --bind ${CACHE} ${CACHE}`)).toBe(1)
  const moved = `mkdir other && mount -t tmpfs none other && cp -p ${CACHE}/* other/ && mount --move other ${CACHE}`
  expect(reservedAfter(moved)).toBe(0)
})
