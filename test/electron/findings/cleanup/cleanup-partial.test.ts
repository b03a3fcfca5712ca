import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { planOf } from '../../../../shared/analysis/cleanup/whole-plan.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { planRows, planSummary } from '../../../../shared/report/cleanup/plan-answers.ts'
import { planStep } from '../../../../shared/report/cleanup/plan-step.ts'
import { planScan } from '../../../../shared/scan/plan.ts'
import { scanUnit } from '../../../../shared/scan/unit.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import { shut } from '../../../helpers/trees/shut-tree.ts'
import { FOLDER, INSTANCES, type SmallNode } from '../../../helpers/trees/small-node.ts'
import { GONE, littered, released } from './littered-node.ts'

const DELETED = `${INSTANCES}/${GONE}_del`

/** A scan that was cancelled before it came to the instance. */
function cancelled(node: SmallNode) {
  const tree = liveTree(node.root)
  const plan = planScan(tree)
  const nowMs = Date.now()
  const analysis = createNodeAnalysis(plan, { nowMs })
  for (const unit of plan.units) {
    if (unit.path !== FOLDER) analysis.add(scanUnit(tree, unit))
  }
  const { view, space } = analysis.finish({ state: 'partial', reason: 'cancelled' }, nowMs, nowMs)
  return { view, space }
}

describe('the plan of a scan that was cancelled', () => {
  test('gives no command for what an instance that was not looked at stands on', () => {
    const node = littered()
    node.make('raw', `${DELETED}/disk`, '8M')
    node.age(`${DELETED}/disk`, 48)
    node.overlay(`/${DELETED}/disk`)
    const scan = cancelled(node)
    const rows = planRows(scan, 0, 100)
    expect(rows.map(({ stage }) => stage)).toContain('deleted')
    expect(new Set(rows.map(({ gate }) => gate))).toEqual(new Set(['unseen']))
    expect(rows.flatMap(({ at }) => planStep(scan, at)?.remove)).toEqual([])
    expect(planSummary(scan, 'en')).toMatchObject({ total: { given: 0 }, preparation: [] })
  })

  test.each([
    ['en', 'No command is given: the scan is partial'],
    ['zh-CN', '不给出命令：扫描不完整'],
  ] as const)('says so with each step, in %s', (language, words) => {
    const scan = cancelled(littered())
    const { length } = planOf(scan).steps
    expect(length).toBeGreaterThan(2)
    for (const text of [cleanupMarkdown(scan, language), cleanupScript(scan, language)]) {
      expect(text.split(words)).toHaveLength(length + 1)
      expect(released(text)).not.toMatch(/&& rm /)
    }
  })
})

test('a folder in which something could not be read frees at least what was counted', () => {
  const node = littered()
  node.write(`${DELETED}/inner/disk`, 'x'.repeat(9000), 48)
  const whole = node.scan()
  const scan = scanOfTree(shut(liveTree(node.root), `${DELETED}/inner`))
  const freed = (one: typeof scan) => planOf(one).steps.find(({ path }) => path === DELETED)
  expect(freed(scan)?.isAtLeast).toBe(true)
  expect(freed(whole)?.isAtLeast).toBe(false)
  expect(freed(scan)?.frees).toBeLessThan(freed(whole)?.frees ?? 0)
  const { levels, total } = planOf(scan)
  expect(levels.filter(({ atLeast }) => atLeast > 0).map(({ stage }) => stage)).toEqual(['deleted'])
  expect(total.atLeast).toBe(1)
  const text = cleanupMarkdown(scan, 'en')
  expect(text).toContain('steps, of which 1 has a command, and frees at least ')
  expect(text).toMatch(/Frees: ≥ 20\.0 KiB/)
  expect(cleanupMarkdown(whole, 'en')).not.toContain('≥')
})
