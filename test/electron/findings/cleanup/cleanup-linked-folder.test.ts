import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { createTotals } from '../../../../shared/analysis/cleanup/total.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { duOf } from '../../../helpers/programs/du.ts'
import { INSTANCES } from '../../../helpers/trees/small-node.ts'
import { GONE, littered, ROOT } from './littered-node.ts'
import { stepFor } from './plan-step.ts'

describe('a folder that Nova finds by a symlink', () => {
  const gone = `${INSTANCES}/${GONE}_del`
  /** Long enough to take a block where short ones take none. */
  const place = `srv/${'x'.repeat(80)}`
  const linked = () => {
    const node = littered()
    mkdirSync(node.path('srv'))
    renameSync(node.path(gone), node.path(place))
    symlinkSync(`../../../../${place}`, node.path(gone))
    return node
  }

  test('goes with that, which is its name, and both are counted', () => {
    const node = linked()
    const { scan, step } = stepFor(node, place)
    expect(step).toMatchObject({ users: [], names: [{ path: gone }] })
    expect(cleanupScript(scan, 'en')).toContain(
      `&& rm -r --one-file-system -- ${ROOT}/${place} && cowscope_note && rm -- ${ROOT}/${gone}\n`,
    )
    expect(cleanupScript(scan, 'en')).toMatch(/^# 7 steps, which free /m)
    const steps = cleanupSteps(scan)
    const { bytes } = createTotals(scan.space)(steps)
    const before = duOf(node.root)
    for (const path of [place, gone]) rmSync(node.path(path), { recursive: true })
    expect(step?.frees).toBe(before - duOf(node.root))
    for (const path of steps.flatMap(({ targets }) => targets))
      rmSync(node.path(path), { recursive: true, force: true })
    expect(bytes).toBe(before - duOf(node.root))
  })

  test('is not to be removed where something else leads to it, and is in no sum', () => {
    const node = linked()
    symlinkSync(`${GONE}_del`, node.path(`${INSTANCES}/mine`))
    const { scan, step } = stepFor(node, place)
    expect(step?.users).toEqual([`${INSTANCES}/mine`])
    expect(cleanupScript(scan, 'en')).toMatch(/^# 7 steps, of which 6 have a command, and free /m)
    expect(cleanupScript(scan, 'zh-CN')).toMatch(/^# 共 7 步，其中 6 步给出了命令，可释放 /m)
  })

  test('may be of another host that has the storage of the symlink', () => {
    const node = linked()
    const seen = Date.now() / 1000
    node.write(`${INSTANCES}/compute_nodes`, JSON.stringify({ a: seen, b: seen }))
    node.write('etc/nova/nova.conf', '[DEFAULT]\nhost = a\n')
    const { scan, step } = stepFor(node, place)
    expect(step?.hosts).toEqual(['b'])
    expect(cleanupScript(scan, 'en')).toMatch(/^# \d steps, none of which has a command/m)
  })
})
