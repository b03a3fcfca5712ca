import { expect, test } from 'vitest'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import { nodeJson } from '../../../../shared/report/json/json.ts'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { joinPlans } from '../../../../shared/scan/join-plans.ts'
import type { Layout } from '../../../../shared/scan/layout.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import { textOf } from '../../../helpers/text-of.ts'
import { INSTANCES, nodePlan } from '../scan-builder.ts'

const NOW = 1_700_000_000_000

function planOf(layout: Partial<Layout>) {
  const plan = nodePlan()
  const fileSystems = [{ dev: 7, path: INSTANCES }]
  return { ...plan, layout: { ...plan.layout, fileSystems, ...layout } }
}

const seenBy = (above: string, ...hosts: readonly string[]): UnitResult => ({
  unit: { kind: 'top', path: `${above}/${INSTANCES}` },
  entries: [],
  computeNodes: hosts.map((host) => ({ host, seenMs: NOW })),
})

function viewOf(first: Partial<Layout>, second: Partial<Layout>): NodeView {
  const plan = joinPlans('/mnt', [
    { above: 'a', plan: planOf(first) },
    { above: 'b', plan: planOf(second) },
  ])
  const analysis = createNodeAnalysis(plan, { nowMs: NOW })
  analysis.add(seenBy('a', 'one', 'other'))
  analysis.add(seenBy('b', 'two'))
  return analysis.finish({ state: 'complete' }, NOW, NOW).view
}

function reportOf(view: NodeView): NodeReport {
  return nodeReportSchema.parse(JSON.parse(textOf(nodeJson({ view }, { name: 'x', version: '1' }))))
}

test('of several hosts each is told by its name, with who uses its instances_path', () => {
  const view = viewOf({ hostName: 'one' }, { hostName: 'two' })
  expect(
    view.nodes?.map(({ name, label, hosts }) => [name, label, hosts.map(({ host }) => host)]),
  ).toEqual([
    ['one', 'one', ['one', 'other']],
    ['two', 'two', ['two']],
  ])
  expect(reportOf(view).nodes).toMatchObject([
    {
      host: 'one',
      hosts: [
        { host: 'one', self: true },
        { host: 'other', self: false },
      ],
    },
    { host: 'two', hosts: [{ host: 'two', self: true }] },
  ])
})

test('hosts of one name, and those without, are told by what was opened of them', () => {
  const labels = ({ nodes }: NodeView) => nodes?.map(({ label }) => label)
  expect(labels(viewOf({ hostName: 'one' }, { hostName: 'one' }))).toEqual(['/mnt/a', '/mnt/b'])
  expect(labels(viewOf({ hostName: 'one' }, {}))).toEqual(['one', '/mnt/b'])
})

test('a device that several opened paths lie on is told once, with all of them', () => {
  const view = viewOf({ hostName: 'one' }, { hostName: 'two' })
  const [first, second] = [`a/${INSTANCES}`, `b/${INSTANCES}`]
  expect(view.storage?.fileSystems).toEqual([{ dev: 7, path: first, alsoAt: [second] }])
  expect(reportOf(view).storage?.fileSystems).toMatchObject([{ path: first, alsoAt: [second] }])
  // As a label they would move the values of all that stands there.
  expect(nodeText(view)).toContain(
    `\nFile system  ${first}: not known\n             also holds ${second}\n`,
  )
})
