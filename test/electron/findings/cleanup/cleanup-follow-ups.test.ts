import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../shared/analysis/cleanup/whole-plan.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { planChoice, planRows } from '../../../../shared/report/cleanup/plan-answers.ts'
import { planStep } from '../../../../shared/report/cleanup/plan-step.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import {
  FOLDER,
  INSTANCES,
  type SmallNode,
  sha1,
  smallNode,
} from '../../../helpers/trees/small-node.ts'

const MONTH_HOURS = 40 * 24
const [FIRST, SECOND] = [2, 3].map((at) => {
  return `${INSTANCES}/bbbbbbbb-0000-4000-8000-00000000000${at}_del`
}) as [string, string]
const BASE = `${INSTANCES}/_base/${sha1('of the deleted')}`

/** A base of which a disk in each of these folders is an overlay. */
function node(...folders: readonly string[]): SmallNode {
  const made = smallNode()
  made.write(BASE, Buffer.alloc(3 << 20, 7), MONTH_HOURS)
  for (const folder of folders) {
    const disk = `${folder}/disk${folder === FOLDER ? '.eph0' : ''}`
    mkdirSync(dirname(made.path(disk)), { recursive: true })
    qemuImg(made.root, 'create', '-q', '-f', 'qcow2', disk, '4M')
    qemuImg(made.root, 'rebase', '-q', '-u', '-b', `/${BASE}`, '-F', 'raw', disk)
    if (folder !== FOLDER) made.ageFolder(folder, MONTH_HOURS)
  }
  return made
}

describe('a base that only what steps remove stands on', () => {
  test('is told with the step and the sum as what comes then, and is what a second plan has', () => {
    const made = node(FIRST)
    const scan = made.scan()
    const { steps, followUps, leftOut, total } = planOf(scan)
    expect(steps.map(({ path }) => path)).toEqual([FIRST])
    const [{ at = -1 } = {}] = steps
    expect(followUps).toEqual([{ path: BASE, allocated: 3 << 20, after: [at] }])
    expect(total.bytes).toBeLessThan(1 << 20)
    expect(leftOut).toEqual([{ path: BASE, why: 'after', allocated: 3 << 20 }])
    const sentence = `Then 3.00 MiB more: nothing else stands on the base ${BASE}`
    const list = cleanupMarkdown(scan, 'en').replaceAll('\\', '')
    expect(list).toContain(`  - ${sentence}`)
    expect(list).toMatch(/\nThen 3.00 MiB more: nothing but what these steps remove .* 1 base\./)
    expect(list).toContain(`\`${BASE}\`: Only what steps of this plan remove stands on it.`)
    expect(cleanupScript(scan, 'en')).toContain(`# ${sentence}`)
    expect(cleanupScript(scan, 'zh-CN')).toContain('# 之后还有 3.00 MiB')
    expect(planRows(scan, 0, 1)).toMatchObject([{ afterwards: 3 << 20 }])
    expect(planStep(scan, at)?.followUps).toEqual(followUps)

    rmSync(made.path(FIRST), { recursive: true })
    const again = planOf(made.scan())
    expect(again.steps.map(({ path, frees }) => [path, frees])).toEqual([[BASE, 3 << 20]])
    expect(again.followUps).toEqual([])
  })

  test('comes only with all steps that it takes', () => {
    const scan = node(FIRST, SECOND).scan()
    const { steps } = planOf(scan)
    const [first = -1, second = -1] = steps.map(({ at }) => at)
    expect(planChoice(scan, [first]).afterwards).toEqual({ bases: 0, bytes: 0 })
    expect(planChoice(scan, [first, second]).afterwards).toEqual({ bases: 1, bytes: 3 << 20 })
    expect(planRows(scan, 0, 2).map(({ afterwards }) => afterwards)).toEqual([undefined, undefined])
    expect(cleanupMarkdown(scan, 'en')).toContain('Then 3.00 MiB more, with 1 other step: ')
  })

  test('comes not where something stays that stands on it, or may', () => {
    expect(planOf(node(FIRST, FOLDER).scan()).followUps).toEqual([])
    const unread = node(FIRST)
    unread.write('var/lib/libvirt/qemu/save/instance-00000001.save', 'no save')
    expect(planOf(unread.scan()).followUps).toEqual([])
    const young = node(FIRST)
    young.ageFolder(FIRST, 0.2)
    const { followUps, leftOut } = planOf(young.scan())
    expect(followUps).toEqual([])
    expect(leftOut.find(({ path }) => path === BASE)?.why).toBe('needed')
  })

  test('waits until Nova would let it go, or until it is as old as that', () => {
    const made = node(FIRST)
    made.age(BASE, 5)
    const scan = made.scan()
    const [left] = planOf(scan).leftOut
    expect(left).toMatchObject({ path: BASE, why: 'after', code: 'unused-base' })
    expect(Math.round(((left?.atMs ?? 0) - scan.view.finishedAtMs) / 3_600_000)).toBe(19)
    made.write('etc/nova/nova.conf', '[image_cache]\nremove_unused_base_images = false\n')
    made.age(BASE, MONTH_HOURS)
    expect(planOf(made.scan()).leftOut).toMatchObject([{ path: BASE, why: 'after' }])
  })
})
