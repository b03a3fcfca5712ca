import { existsSync, linkSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../shared/analysis/cleanup/whole-plan.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { planChoice, planRows } from '../../../../shared/report/cleanup/plan-answers.ts'
import { planStep } from '../../../../shared/report/cleanup/plan-step.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { duOf } from '../../../helpers/programs/du.ts'
import { INSTANCES, type SmallNode, smallNode, UUID } from '../../../helpers/trees/small-node.ts'
import { littered, PART, released, runAsRoot } from './littered-node.ts'

const FIRST = `${INSTANCES}/dddddddd-0000-4000-8000-000000000004_del`
const SECOND = `${INSTANCES}/eeeeeeee-0000-4000-8000-000000000005_del`

/** The disk in the first folder stands on the one in the second; a deletion left both. */
function stacked(): SmallNode {
  const node = smallNode()
  for (const path of [FIRST, SECOND]) mkdirSync(node.path(path))
  node.make('raw', `${SECOND}/disk`, '8M')
  node.make('qcow2', `${FIRST}/disk`, '8M', '-u', '-b', `/${SECOND}/disk`, '-F', 'raw')
  for (const path of [FIRST, SECOND]) node.age(`${path}/disk`, 48)
  return node
}

function planned(node: SmallNode) {
  const scan = node.scan()
  const at = (path: string) => planOf(scan).steps.find((step) => step.path === path)?.at ?? -1
  return { scan, at }
}

describe('a step that needs another one first', () => {
  test('stands behind it, at the end, and is chosen together with it', () => {
    const { scan, at } = planned(stacked())
    const { steps, levels } = planOf(scan)
    expect(steps.map(({ path, stage }) => [path, stage])).toEqual([
      [FIRST, 'deleted'],
      [SECOND, 'after'],
    ])
    expect(planChoice(scan, [at(SECOND)])).toEqual({
      steps: 1,
      total: { given: 0, bytes: 0, unknown: 0, atLeast: 0, aside: 0 },
      afterwards: { bases: 0, bytes: 0 },
      lacking: [at(FIRST)],
    })
    const both = planChoice(scan, [at(SECOND), at(FIRST)])
    expect(both.lacking).toEqual([])
    expect(both.total.bytes).toBe(duOf(scan.view.rootPath) - duAfter(scan.view.rootPath))
    expect(levels.map(({ bytes }) => bytes).reduce((sum, one) => sum + one)).toBe(both.total.bytes)
    expect(planRows(scan, 0, 10).map(({ gate }) => gate)).toEqual([undefined, 'after'])
    expect(planStep(scan, at(SECOND))?.after).toEqual([
      { at: at(FIRST), path: FIRST, targets: [FIRST] },
    ])
  })

  test.each([
    ['alone does nothing', 'SECOND', [true, true]],
    ['goes after it', 'BOTH', [false, false]],
  ] as const)('%s, as a script', (_, chosen, left) => {
    const node = stacked()
    const { scan, at } = planned(node)
    const steps = chosen === 'BOTH' ? [at(FIRST), at(SECOND)] : [at(SECOND)]
    const { stderr } = runAsRoot(released(cleanupScript(scan, 'en', steps)), node.root)
    expect(
      [FIRST, SECOND].map((path) => existsSync(node.path(path))),
      stderr,
    ).toEqual(left)
    if (chosen === 'SECOND') {
      expect(stderr).toContain('what stands on it is still there')
    }
  })

  test('stays withheld where something stays that needs it, too', () => {
    const node = stacked()
    node.overlay(`/${SECOND}/disk`)
    const { scan, at } = planned(node)
    expect(planStep(scan, at(SECOND))).toMatchObject({ stage: 'deleted', after: [], remove: [] })
  })
})

describe('a level of steps', () => {
  test('says what its steps count that one above has removed: what it frees is less', () => {
    const node = smallNode()
    node.write(`${INSTANCES}/${UUID}_resize/disk`, 'x'.repeat(9000), 8 * 24)
    node.write(`${INSTANCES}/${UUID}_resize/disk_rbase`, 'x'.repeat(5000), 8 * 24)
    const { levels, steps } = planOf(node.scan())
    const whole = steps[1]?.frees ?? 0
    expect(levels).toMatchObject([
      { stage: 'temporary', bytes: 8192, again: 0 },
      { stage: 'resize', bytes: whole - 8192, again: 8192 },
    ])
    const text = cleanupMarkdown(node.scan(), 'en')
    expect(text).toContain(`Frees ${formatSize(whole - 8192)}. Its steps say 8.00 KiB more: `)
    expect(text).toContain('Frees 8.00 KiB.\n')
  })
})

describe('a choice of steps', () => {
  test('frees a file of two names with the second of them', () => {
    const node = littered()
    const other = PART.replace(/^(.*\/).*$/, `$1${'e'.repeat(40)}.part`)
    linkSync(node.path(PART), node.path(other))
    const { scan, at } = planned(node)
    const bytes = (...paths: readonly string[]) => planChoice(scan, paths.map(at)).total.bytes
    expect([bytes(PART), bytes(other), bytes(PART, other)]).toEqual([0, 0, 8192])
  })

  test('is all that the checklist and the script have, which say so', () => {
    const { scan, at } = planned(littered())
    for (const write of [cleanupMarkdown, cleanupScript]) {
      const text = write(scan, 'en', [at(PART)])
      expect(text).toContain('Of 7 steps 1 was chosen; the others are not in here.')
      expect(text).toContain('1 step, which frees 8.00 KiB.')
      expect(text.match(/&& rm /g)).toHaveLength(1)
    }
    expect(cleanupScript(scan, 'zh-CN', [at(PART)])).toContain('共 7 步，选择了 1 步')
    expect(cleanupMarkdown(scan, 'en')).not.toContain('chosen')
  })

  test('takes no number for a step that is none', () => {
    const { scan } = planned(littered())
    expect(planChoice(scan, [123_456])).toMatchObject({ steps: 0, lacking: [] })
    expect(planStep(scan, 123_456)).toBeUndefined()
  })
})

function duAfter(root: string): number {
  for (const path of [FIRST, SECOND]) rmSync(join(root, path), { recursive: true })
  return duOf(root)
}
