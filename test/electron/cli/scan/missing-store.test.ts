import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { NodeReport } from '../../../../shared/report/schema/schema.ts'
import { IMAGE } from '../../../helpers/trees/small-node.ts'
import { writtenTree } from '../../../helpers/trees/written-tree.ts'
import { cliOfTests } from '../built-cli.ts'

const { at, write } = writtenTree()
const cli = cliOfTests()

test('a store that was opened beside the host is told to be taken for the one of its configuration', () => {
  write(
    'host/etc/glance/glance-api.conf',
    '[glance_store]\nfilesystem_store_datadir = /srv/images\n',
  )
  write(`images/${IMAGE}`, new Uint8Array(8192))
  const args = ['scan', '-f', 'json', at('host'), at('images')]
  const scan = execFileSync(process.execPath, [cli.path, ...args], { encoding: 'utf8' })
  const report: NodeReport = JSON.parse(scan)
  expect(report.images).toHaveLength(1)
  expect(report.findings.filter(({ code }) => code === 'missing-store')).toMatchObject([
    {
      severity: 'info',
      path: 'host/etc/glance/glance-api.conf',
      evidence: { case: 'named-taken', folder: '/srv/images', taken: 'images' },
    },
  ])
})
