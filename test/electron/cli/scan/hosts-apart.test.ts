import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { INSTANCES, SmallNode } from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()

/** Two hosts of one instance each, of which the second is changed. */
function reportOfTwo(change: (second: SmallNode) => void): NodeReport {
  const folder = temporaryFolder()
  const hosts = ['cmp-1', 'cmp-2'].map((name) => {
    const node = new SmallNode(join(folder, name))
    node.write('etc/nova/nova.conf', `[DEFAULT]\nhost = ${name}\n`)
    return node
  })
  execFileSync('chmod', ['-R', 'a+rX', folder])
  for (const second of hosts.slice(1)) change(second)
  const roots = hosts.map(({ root }) => root)
  const { stdout } = cli.run(['scan', '-f', 'json', ...roots], { ordinaryUser: true })
  return nodeReportSchema.parse(JSON.parse(stdout))
}

const shut = (node: SmallNode) => chmodSync(node.path('var/lib/nova'), 0o700)
const unmounted = (node: SmallNode) => rmSync(node.path(INSTANCES), { recursive: true })

test.each([
  ['may not be looked into', shut, 'unread'],
  ['is not mounted', unmounted, 'unmounted'],
])(
  'a host whose instances_path %s is not given that of another which is opened with it',
  (...of) => {
    const [, change, unknown] = of
    const { nodes } = reportOfTwo(change)
    expect(nodes).toMatchObject([
      {
        host: 'cmp-1',
        nova: { instances: 1, diskAvailableLeastBytes: expect.any(Number) },
        growth: { unknown: null },
      },
      { host: 'cmp-2', growth: { unknown, availableBytes: null, shortfallBytes: null } },
    ])
    expect(nodes?.[1]?.nova?.diskAvailableLeastBytes ?? null).toBeNull()
    expect(nodes?.[1]?.imageCache).toBeNull()
  },
)
