import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { waitingOf } from '../../../../shared/analysis/cleanup/waiting.ts'
import { planOf } from '../../../../shared/analysis/cleanup/whole-plan.ts'
import { createNodeAnalysis } from '../../../../shared/analysis/node.ts'
import { adviceOf } from '../../../../shared/i18n/findings.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { planScan } from '../../../../shared/scan/plan.ts'
import { scanUnit } from '../../../../shared/scan/unit.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import { shut } from '../../../helpers/trees/shut-tree.ts'
import {
  DOMAIN,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
  sha1,
  smallNode,
  UUID,
} from '../../../helpers/trees/small-node.ts'
import { GONE, IDLE, LOST, littered, PART, SNAPSHOT } from './littered-node.ts'

/** All that was seen of it before somebody cancelled. */
function cancelledScan({ root }: SmallNode) {
  const tree = liveTree(root)
  const plan = planScan(tree)
  const nowMs = Date.now()
  const analysis = createNodeAnalysis(plan, { nowMs })
  for (const unit of plan.units) analysis.add(scanUnit(tree, unit))
  return analysis.finish({ state: 'partial', reason: 'cancelled' }, nowMs, nowMs)
}

describe('what the plan leaves out', () => {
  test('is told with its reason, and from when on it may be taken', () => {
    const node = littered()
    const young = `${INSTANCES}/_base/${'e'.repeat(40)}`
    node.make('raw', young, '4M')
    node.age(young, 5)
    node.age(PART, 0.5)
    node.age(`${INSTANCES}/${UUID}_resize/disk`, 24)
    node.age(`${INSTANCES}/${GONE}_del/disk`, 0.2)
    const scan = node.scan()
    const hours = (atMs = Number.NaN) => Math.round((atMs - scan.view.finishedAtMs) / 360_000) / 10
    const { leftOut } = planOf(scan)
    expect(leftOut.map(({ path, why, atMs }) => [path, why, hours(atMs)])).toEqual([
      [PART, 'young', 0.5],
      [`${INSTANCES}/${GONE}_del`, 'young', 0.8],
      [young, 'cache', 19],
      [`${INSTANCES}/${UUID}_resize`, 'awaited', 144],
    ])
    const list = cleanupMarkdown(scan, 'en')
    expect(list).toMatch(/## Left out\n\n.*\n\n(- `.*\n){4}\n## What the commands need\n/)
    expect(list).toMatch(/_del`: It was changed too recently: .* From 20.*Z on, if nothing changes/)
    expect(cleanupScript(scan, 'zh-CN')).toMatch(/# == 未列入 ==\n(# .*\n){5}/)
    for (const { path } of planOf(scan).steps)
      expect(leftOut.map((one) => one.path)).not.toContain(path)
  })

  describe.each(['_resize', '_del'])(
    '%s: the only folder of an instance that has a domain',
    (end) => {
      const left = `${FOLDER}${end}`
      const code = end === '_del' ? 'leftover-del' : 'leftover-resize'
      function moved(): SmallNode {
        const node = smallNode()
        renameSync(node.path(FOLDER), node.path(left))
        node.ageFolder(left, 40 * 24)
        return node
      }

      test('is left out, with the XML that defines it', () => {
        const scan = moved().scan()
        const { steps, leftOut } = planOf(scan)
        expect(steps).toEqual([])
        expect(leftOut.filter(({ why }) => why === 'last')).toMatchObject([{ path: left }])
        const [found] = scan.view.findings
        expect(found).toMatchObject({ code, severity: 'warning' })
        expect(found?.evidence).toMatchObject({ case: 'domain', xml: DOMAIN })
        expect(scan.view.instances[0]?.findings).toContainEqual(found)
        expect(cleanupMarkdown(scan, 'en')).toMatch(
          /_(?:resize|del)`: The domain of its instance is/,
        )
        expect(cleanupScript(scan, 'en')).not.toContain('\nrm ')
      })

      test('is told as one of a guest that runs', () => {
        const node = moved()
        const xml = readFileSync(node.path(DOMAIN), 'utf8')
        const state = "<domstatus state='running' reason='booted'>"
        node.write('run/libvirt/qemu/instance-00000001.xml', `${state}${xml}</domstatus>`)
        const scan = node.scan()
        expect(planOf(scan).steps).toEqual([])
        expect(scan.view.findings[0]).toMatchObject({ code, severity: 'high' })
        expect(scan.view.findings[0]?.evidence['case']).toBe('running')
      })

      test('takes at least what could be seen of it, where a folder in it is shut', () => {
        const node = moved()
        const inner = `${left}/inner`
        node.write(`${inner}/disk`, 'x')
        const scan = scanOfTree(shut(liveTree(node.root), inner))
        const [found] = planOf(scan).leftOut.filter(({ path }) => path === left)
        expect(found).toMatchObject({ why: 'last', isAtLeast: true })
        expect(waitingOf(scan.view).isAtLeast).toBe(true)
      })

      test('is not told as the only one where its own may be there: a symlink of its name leads out, or the scan ended', () => {
        const node = moved()
        const xml = readFileSync(node.path(DOMAIN), 'utf8')
        const state = "<domstatus state='running' reason='booted'>"
        node.write('run/libvirt/qemu/instance-00000001.xml', `${state}${xml}</domstatus>`)
        const cancelled = cancelledScan(node)
        symlinkSync('/data/elsewhere', node.path(FOLDER))
        for (const scan of [node.scan(), cancelled]) {
          const found = scan.view.findings.find((one) => one.code === code)
          expect(found).toMatchObject({ severity: 'warning' })
          expect(found?.evidence).toMatchObject({ case: 'unseen' })
          expect(planOf(scan).steps).toEqual([])
        }
      })

      test.each(['domain', 'running', 'unseen'])('no advice removes it: %s', (kind) => {
        const found = { code, evidence: { case: kind } } as const
        expect(adviceOf(found, 'en')[0]).toMatch(/^Remove nothing of it: /)
        expect(adviceOf(found, 'zh-CN')[0]).toMatch(/^不要删除/)
        expect(adviceOf(found, 'en').slice(1).join(' ')).not.toMatch(/can go|belongs to nothing/)
      })

      test('has a step as before where the domain, or another folder of the instance, tells that it may go', () => {
        const undefinedDomain = moved()
        rmSync(undefinedDomain.path(DOMAIN))
        const replaced = moved()
        mkdirSync(replaced.path(FOLDER))
        replaced.overlay()
        for (const node of [undefinedDomain, replaced]) {
          expect(planOf(node.scan()).steps.map(({ path }) => path)).toContain(left)
        }
      })
    },
  )

  test('is told of some chosen steps as well: whoever reads them reads only these', () => {
    const node = littered()
    node.age(PART, 0.5)
    const scan = node.scan()
    for (const text of [cleanupMarkdown(scan, 'en', [0]), cleanupScript(scan, 'en', [0])])
      expect(text.slice(text.indexOf('Left out'))).toContain(`${PART}`)
  })

  test('has the folder that may be of an instance on its way, and what that may need', () => {
    const node = littered()
    node.ageFolder(`${INSTANCES}/${LOST}`, 23)
    const { leftOut } = planOf(node.scan())
    expect(leftOut.map(({ path, why, code }) => [path, why, code])).toEqual([
      [`${INSTANCES}/${LOST}`, 'young', 'orphan-folder'],
      [IDLE, 'database', undefined],
    ])
  })

  test('tells a base that an instance in use stands on from one of nobody’s', () => {
    const node = smallNode()
    const [live, lost] = ['live', 'lost'].map((name) => `${INSTANCES}/_base/${sha1(name)}`)
    const standOn = (disk: string, base = '') => {
      node.make('raw', base, '4M')
      node.make('qcow2', disk, '4M')
      qemuImg(node.root, 'rebase', '-q', '-u', '-b', `/${base}`, '-F', 'raw', disk)
    }
    standOn(`${INSTANCES}/${UUID}/disk.eph0`, live)
    standOn(SNAPSHOT, lost)
    const scan = node.scan()
    const why = new Map(planOf(scan).leftOut.map((one) => [one.path, one.why]))
    expect([live, lost].map((path = '') => why.get(path))).toEqual(['live', 'needed'])
    const list = cleanupMarkdown(scan, 'en')
    expect(list).toContain(`\`${live}\`: An instance that is not deleted stands on it`)
    expect(list).toContain(`\`${lost}\`: Only leftovers`)
  })

  test('has each base that is counted as unused and is no step, with what keeps it', () => {
    const node = smallNode()
    const named = (name: string) => `${INSTANCES}/_base/${name}`
    const resized = named(`${sha1(IMAGE)}_40`)
    const short = named(`${sha1(IMAGE)}_5`)
    const foreign = `${INSTANCES}/_base_other/${sha1('other')}`
    for (const path of [resized, short, foreign]) node.write(path, 'x'.repeat(5000), 40 * 24)
    const { view } = node.scan()
    const unused = view.bases.filter(({ users }) => users === 0).map(({ id }) => id)
    expect(unused.toSorted()).toEqual([resized, short, foreign].toSorted())
    const scan = node.scan()
    expect(planOf(scan).steps).toEqual([])
    const why = new Map(planOf(scan).leftOut.map((one) => [one.path, one.why]))
    expect(unused.map((path) => why.get(path))).toEqual(
      unused.map((path) => (path === resized ? 'kept' : path === short ? 'invisible' : 'foreign')),
    )
    expect(cleanupMarkdown(scan, 'en')).toContain(`_40\`: Nothing stands on it, but an instance`)
  })

  test('is told in place of steps, with what it takes, where all is too young', () => {
    const node = smallNode()
    node.write(PART, 'x'.repeat(5000), 0.5)
    expect(cleanupScript(node.scan(), 'en')).toMatch(
      /^# 0 steps now: 1 thing is left out, 8\.00 KiB\. Each says why, .*\n# Unused base files: .*\n# What deletions.*\n\n# == Left out ==\n/m,
    )
  })
})
