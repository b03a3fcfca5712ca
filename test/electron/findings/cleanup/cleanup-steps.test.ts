import { linkSync, renameSync, rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { createTotals } from '../../../../shared/analysis/cleanup/total.ts'
import { planOf } from '../../../../shared/analysis/cleanup/whole-plan.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { planSummary } from '../../../../shared/report/cleanup/plan-answers.ts'
import { planStep } from '../../../../shared/report/cleanup/plan-step.ts'
import { findingText } from '../../../../shared/report/text/finding-text.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import {
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  smallNode,
  UUID,
  withSpace,
} from '../../../helpers/trees/small-node.ts'
import { GONE, IDLE, LOST, littered, PART, ROOT, SNAPSHOT } from './littered-node.ts'
import { stepFor } from './plan-step.ts'

describe('the clean-up plan', () => {
  test('goes from what nobody reads any more to what may be the last copy', () => {
    const scan = littered().scan()
    const steps = cleanupSteps(scan)
    expect(steps.map(({ stage }) => stage)).toEqual([
      'temporary',
      'download',
      'base',
      'rescue',
      'deleted',
      'resize',
      'orphan',
    ])
    expect(createTotals(scan.space)(steps)).toEqual({
      given: 7,
      bytes: steps.reduce((sum, { frees = Number.NaN }) => sum + frees, 0),
      unknown: 0,
      atLeast: 0,
      aside: 1,
    })
    expect(steps.find(({ stage }) => stage === 'download')?.frees).toBe(8192)
  })

  test.each([
    [
      'manager_interval = 600',
      /\. nova-compute removes it by itself in its next pass, .* every 10 minutes: there is nothing/,
    ],
    ['remove_unused_base_images = false', undefined],
  ])(
    'says first of a base that nova-compute removes it, where its options let it (%s)',
    (option, said) => {
      const node = littered()
      node.write('etc/nova/nova.conf', `[image_cache]\n${option}\n`)
      const what = cleanupMarkdown(node.scan(), 'en').match(/^.*`unused-base`.*$/m)?.[0]
      if (said === undefined) expect(what).not.toMatch(/by itself in its next pass/)
      else expect(what).toMatch(said)
    },
  )

  test('has what Nova removes by itself on a level of its own, where its options were read', () => {
    const node = littered()
    const idle = () => cleanupSteps(node.scan()).find(({ path }) => path === IDLE)?.stage
    expect(idle()).toBe('base')
    node.write('etc/nova/nova.conf', '[DEFAULT]\nhost = a\n')
    expect(idle()).toBe('nova')
    expect(cleanupMarkdown(node.scan(), 'en')).toContain('## Bases that Nova removes by itself\n')
    // The first releases removed none by themselves, and nothing tells that this is no such one.
    const xml = domainXml(1, UUID, { disk: 'qcow2' }, IMAGE)
    expect(planSummary(node.scan(), 'en').byNova).toMatchObject({ steps: 1 })
    node.write(DOMAIN, xml.replace(/<nova:package[^>]*>/, ''))
    expect(idle()).toBe('base')
    expect(planSummary(node.scan(), 'en').byNova).toBeUndefined()
    expect(cleanupMarkdown(node.scan(), 'en')).toContain('If its release of Nova does so, nova-')
  })

  test('has what somebody put into the image cache among the last: nothing brings it back', () => {
    const node = littered()
    const path = `${INSTANCES}/_base/README`
    node.write(path, 'x'.repeat(5000))
    const steps = cleanupSteps(node.scan())
    expect(steps.at(-1)).toMatchObject({ stage: 'foreign', path })
    const [own] = cleanupMarkdown(node.scan(), 'en').split('## ').slice(-2)
    expect(own).toMatch(/^Files in an image cache that are not of its names\n/)
    expect(own).not.toContain('downloads')
  })

  test.each(['en', 'zh-CN'] as const)(
    'gives what, why, how much and what first, in %s',
    (language) => {
      const scan = littered().scan()
      const plan = cleanupMarkdown(scan, language)
      for (const step of cleanupSteps(scan)) {
        expect(plan).toContain(`- [ ] \`${step.targets[0]}\``)
        expect(plan).toContain(`\`${step.finding.code}\``)
      }
      expect(plan).not.toMatch(/\{\{|undefined/)
      expect(plan.match(/^- \[ \]/gm)).toHaveLength(7)
      expect(plan).toContain(`&& rm -- ${ROOT}/${PART}`)
      expect(plan).toContain(`&& rm -r --one-file-system -- ${ROOT}/${INSTANCES}/${GONE}_del`)
    },
  )

  test('ticks off the files of a rescue, and not the folder of the instance around them', () => {
    const node = littered()
    const headOf = () => /^- \[ \] `(.*rescue.*)`$/m.exec(cleanupMarkdown(node.scan(), 'en'))?.[1]
    expect(headOf()).toBe(`${FOLDER}/disk.rescue`)
    node.write(`${FOLDER}/kernel.rescue`, 'x', 5)
    expect(headOf()).toBe(`${FOLDER}/disk.rescue, kernel.rescue`)
    expect(cleanupScript(node.scan(), 'en')).toContain(`# ${FOLDER}/disk.rescue, kernel.rescue\n`)
    expect(cleanupMarkdown(node.scan(), 'zh-CN')).not.toContain(`- [ ] \`${FOLDER}\``)
  })

  test.each([
    ['en', '0 B (another hard link keeps what it takes)'],
    ['zh-CN', '0 B（另一个硬链接保留其占用的空间）'],
  ] as const)('says why a step frees nothing, in %s', (language, frees) => {
    const node = littered()
    linkSync(node.path(PART), node.path('kept'))
    const scan = node.scan()
    expect(cleanupMarkdown(scan, language)).toContain(frees)
    const download = planOf(scan).steps.find(({ stage }) => stage === 'download')
    expect(planStep(scan, download?.at ?? -1)?.isLinked).toBe(true)
    expect(cleanupMarkdown(littered().scan(), language)).not.toContain(frees)
  })

  test('leaves alone what may still be built, may arrive, or waits for its owner', () => {
    const node = littered()
    node.age(`${INSTANCES}/${LOST}`, 23)
    node.age(`${INSTANCES}/${UUID}_resize/disk`, 0.25)
    const stages = cleanupSteps(node.scan()).map(({ stage }) => stage)
    expect(stages).not.toContain('orphan')
    expect(stages).not.toContain('resize')
    expect(cleanupScript(node.scan(), 'en')).not.toMatch(new RegExp(`cowscope_unused .*${LOST}`))
  })

  test('says that there is nothing to do where there is nothing, and asks nobody for root', () => {
    const node = smallNode()
    expect(cleanupMarkdown(node.scan(), 'en')).toContain('There is nothing to clean up.')
    expect(cleanupSteps(node.scan())).toEqual([])
    const script = cleanupScript(node.scan(), 'en')
    expect(script).toContain('# There is nothing to clean up.')
    expect(script).not.toMatch(/^[^#\n]/m)
  })

  test.each([
    ['the checklist', cleanupMarkdown],
    ['the script', cleanupScript],
  ])('verifies what it removes below the same root in %s, wherever that is', (_, write) => {
    const node = littered()
    const plan = write(node.scan(), 'en')
    const [, looked] = /ls -lbd --time-style=full-iso -- (.*)/.exec(plan) ?? []
    expect(plan).toContain(`find -H ${looked} -xdev ! -type d -exec fuser -v {} +`)
    expect(plan).toContain(`&& rm -- ${looked}`)
    // Where it is told, and where the numbers of inodes are asked for that count only there.
    expect(plan.split(node.root).length - 1).toBe(write === cleanupScript ? 2 : 3)
    expect(plan).toContain('# Where the node')
  })

  test('has what to run first below "First", and what it means below "Advice"', () => {
    const scan = littered().scan()
    expect(cleanupMarkdown(scan, 'en')).toMatch(/- Advice: Leave it to Nova: .*\n {2}- First:\n\n/)
    expect(cleanupScript(scan, 'en')).toMatch(/# Advice: Leave it to Nova: .*\n# First:\n# {3}ls /)
  })

  test('looks who has a folder open before a resize that nobody confirmed is given up', () => {
    const script = cleanupScript(littered().scan(), 'en')
    const copy = `${ROOT}/${INSTANCES}/${UUID}_resize`
    expect(script).toContain(`#   ls -lbd --time-style=full-iso -- ${copy}\n`)
    expect(script).toContain(`#   find -H ${copy} -xdev ! -type d -exec fuser -v {} +\n`)
  })

  test('has no command for what a disk elsewhere stands on', () => {
    const node = littered()
    const below = `${INSTANCES}/${GONE}_del/disk`
    node.make('raw', below, '8M')
    node.age(below, 48)
    node.overlay(`/${below}`)
    const step = cleanupSteps(node.scan()).find(({ stage }) => stage === 'deleted')
    expect(step?.users).toEqual([DISK])
    expect(cleanupScript(node.scan(), 'en')).not.toContain(
      `cowscope_unused ${ROOT}/${INSTANCES}/${GONE}_del`,
    )
  })
})

describe('what a step frees', () => {
  test('is nothing of a file that another link keeps', () => {
    const node = littered()
    const before = stepFor(node, `${INSTANCES}/${GONE}_del`).step?.frees ?? 0
    linkSync(node.path(`${INSTANCES}/${GONE}_del/disk`), node.path('kept'))
    const { step } = stepFor(node, `${INSTANCES}/${GONE}_del`)
    expect(step?.frees).toBe(before - 12288)
  })

  test('is not known where the file system made it up, and is not counted as 0', () => {
    const node = littered()
    node.make('qcow2', SNAPSHOT, '4M')
    node.age(SNAPSHOT, 48)
    // Files below 1 MiB count all the same.
    const larger = {
      [PART]: 3,
      [`${INSTANCES}/${GONE}_del/disk`]: 48,
      [`${INSTANCES}/${UUID}_resize/disk`]: 8 * 24,
      [`${FOLDER}/disk.rescue`]: 5,
      [`${INSTANCES}/${LOST}/console.log`]: 25,
    }
    for (const [path, hours] of Object.entries(larger)) {
      node.truncate(path, 2 * 1024 ** 2)
      node.age(path, hours)
    }
    const scan = scanOfTree(withSpace(liveTree(node.root), { blocksTrusted: false }))
    const steps = cleanupSteps(scan)
    const told = steps.filter(({ frees }) => frees !== undefined)
    // The tables of one tell it, and the other is empty.
    const known = [SNAPSHOT, `${INSTANCES}/tmpabcdef12`]
    expect(told.map(({ path }) => path).sort()).toEqual(known)
    expect(createTotals(scan.space)(steps).unknown).toBe(steps.length - 2)
    for (const { finding } of steps.filter(({ frees }) => frees === undefined)) {
      expect(findingText(finding)).not.toMatch(/\d (B|[KMG]iB)/)
    }
    expect(cleanupMarkdown(scan, 'en')).toMatch(/at least .*: of 6 it is not known/)
    expect(cleanupScript(scan, 'en')).toContain('KiB (derived from the tables of images)')
    expect(cleanupScript(scan, 'en')).toContain('# Frees: not known')
  })
})

test('an orphan that the plan moves on to is one that libvirt does not know', () => {
  const node = smallNode()
  const other = UUID.replace(/1$/, '9')
  renameSync(node.path(FOLDER), node.path(`${INSTANCES}/${other}`))
  node.write('etc/libvirt/qemu/instance-00000002.xml', domainXml(2, UUID, {}, IMAGE))
  rmSync(node.path(DOMAIN))
  node.ageFolder(`${INSTANCES}/${other}`, 25)
  const [step] = cleanupSteps(node.scan())
  expect(step).toMatchObject({ stage: 'orphan', path: `${INSTANCES}/${other}`, isFolder: true })
})
