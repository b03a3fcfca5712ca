import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { cleanupTotal } from '../../../shared/analysis/cleanup/total.ts'
import { cleanupMarkdown } from '../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../shared/report/cleanup/cleanup-script.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { duOf } from '../../helpers/du.ts'
import { scanOfTree } from '../../helpers/node-view.ts'
import {
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  OTHER_IMAGE,
  SmallNode,
  STORE,
  UUID,
  withSpace,
} from '../../helpers/small-node.ts'
import { domainOn, OWN_XML } from './domain-on.ts'
import { all, GONE, IDLE, LOST, littered, PART, ROOT, SNAPSHOT } from './littered-node.ts'

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
    expect(cleanupTotal(scan.space, steps)).toEqual({
      given: 7,
      bytes: steps.reduce((sum, { frees = Number.NaN }) => sum + frees, 0),
      unknown: 0,
      atLeast: 0,
    })
    expect(steps.find(({ stage }) => stage === 'download')?.frees).toBe(8192)
  })

  test.each(['en', 'zh-CN'] as const)(
    'gives what, why, how much and what first, in %s',
    (language) => {
      const scan = littered().scan()
      const plan = cleanupMarkdown(scan, language)
      for (const step of cleanupSteps(scan)) {
        expect(plan).toContain(`- [ ] \`${step.path}\``)
        expect(plan).toContain(`\`${step.finding.code}\``)
      }
      expect(plan).not.toMatch(/\{\{|undefined/)
      expect(plan.match(/^- \[ \]/gm)).toHaveLength(7)
      expect(plan).toContain(`&& rm -- ${ROOT}/${PART}`)
      expect(plan).toContain(`&& rm -r --one-file-system -- ${ROOT}/${INSTANCES}/${GONE}_del`)
    },
  )

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
    const node = new SmallNode(mkdtempSync(join(all, 'node-')))
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
    expect(plan).toContain(`fuser -v ${looked}`)
    expect(plan).toContain(`&& rm -- ${looked}`)
    expect(plan.split(node.root).length - 1).toBe(write === cleanupScript ? 1 : 2)
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
    expect(script).toContain(`#   fuser -v ${copy}\n`)
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

/** What the plan says of a path, once nothing but an instance in use may need it. */
function stepFor(node: SmallNode, path: string) {
  const scan = node.scan()
  const step = cleanupSteps(scan).find((one) => one.path === path)
  return { scan, step, findings: scan.view.findings.filter((one) => one.subject.path === path) }
}

describe('what something live stands on', () => {
  test('in the image cache, as the file with its data, is not told of as unknown', () => {
    const node = littered()
    const data = `${INSTANCES}/_base/guest-data.raw`
    const options = 'data_file=../_base/guest-data.raw,data_file_raw=on'
    execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', options, 'disk', '8M'], {
      cwd: node.path(FOLDER),
    })
    node.age(data, 100)
    const { scan, findings } = stepFor(node, data)
    expect(scan.view.bases.find(({ id }) => id === data)?.users).toBe(1)
    expect(findings.map(({ code }) => code)).not.toContain('unknown-in-cache')
    expect(cleanupScript(scan, 'en')).not.toContain('guest-data')
  })

  test('as a snapshot of any name beside the disks, which Nova does not look at', () => {
    const node = littered()
    expect(stepFor(node, IDLE).step?.stage).toBe('base')
    node.make('qcow2', `${FOLDER}/disk.snap1`, '8M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
    const { step, findings } = stepFor(node, IDLE)
    expect(step).toBeUndefined()
    expect(findings).toMatchObject([{ code: 'base-used-unseen', evidence: { count: 1 } }])
  })

  test('through another image is not to be removed with its folder', () => {
    const node = littered()
    const below = `${INSTANCES}/${GONE}_del/disk`
    const between = `${INSTANCES}/snapshots/between`
    node.make('qcow2', below, '8M')
    node.age(below, 48)
    mkdirSync(node.path(`${INSTANCES}/snapshots`))
    node.make('qcow2', between, '8M', '-u', '-b', `/${below}`, '-F', 'qcow2')
    node.overlay(`/${between}`, 'qcow2')
    const { scan, step } = stepFor(node, `${INSTANCES}/${GONE}_del`)
    expect(step?.users).toEqual([DISK, between])
    expect(cleanupScript(scan, 'en')).not.toContain(
      `cowscope_unused ${ROOT}/${INSTANCES}/${GONE}_del`,
    )
    expect(cleanupMarkdown(scan, 'en')).not.toContain(
      `cowscope_unused ${ROOT}/${INSTANCES}/${GONE}_del`,
    )
  })

  test('as a stored image that was left on it', () => {
    const node = littered()
    node.make('qcow2', `${STORE}/${OTHER_IMAGE}`, '4M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
    expect(cleanupScript(node.scan(), 'en')).not.toContain(`-- ${ROOT}/${IDLE}`)
  })

  test('by the one link of a file that has two', () => {
    const node = littered()
    const below = `${INSTANCES}/${GONE}_del/disk`
    node.make('raw', below, '8M')
    linkSync(node.path(below), node.path('kept'))
    node.age(below, 48)
    node.overlay(`/${below}`)
    expect(stepFor(node, `${INSTANCES}/${GONE}_del`).step?.users).toEqual([DISK])
  })
})

describe('what a domain has as a disk', () => {
  test.each([
    ['a snapshot’s delta', SNAPSHOT],
    ['a download', PART],
    ['a temporary file', `${INSTANCES}/tmpabcdef12`],
    ['a disk of a deletion', `${INSTANCES}/${GONE}_del/disk`, `${INSTANCES}/${GONE}_del`],
    ['a disk of a resize', `${INSTANCES}/${UUID}_resize/disk`, `${INSTANCES}/${UUID}_resize`],
    ['a disk of an orphan', `${INSTANCES}/${LOST}/disk`, `${INSTANCES}/${LOST}`],
  ])('%s is not to be removed', (_, path, target = path) => {
    const node = littered()
    mkdirSync(node.path(`${INSTANCES}/snapshots`))
    for (const made of [SNAPSHOT, `${INSTANCES}/${LOST}/disk`]) {
      node.make('qcow2', made, '4M')
      node.age(made, 48)
    }
    node.age(`${INSTANCES}/${LOST}`, 48)
    expect(stepFor(node, target).step?.users).toEqual([])
    domainOn(node, path)
    const { scan, step } = stepFor(node, target)
    expect(step?.users).toEqual([OWN_XML])
    expect(cleanupScript(scan, 'en')).not.toContain(`cowscope_unused ${ROOT}/${target} `)
    expect(cleanupMarkdown(scan, 'en')).not.toContain(`cowscope_unused ${ROOT}/${target} `)
  })

  test('a base is one that Nova removes under it, and its bytes are nobody’s to free', () => {
    const node = littered()
    domainOn(node, IDLE)
    const { scan, step, findings } = stepFor(node, IDLE)
    expect(step).toBeUndefined()
    expect(findings).toMatchObject([{ code: 'base-used-unseen', evidence: { count: 1 } }])
    const base = scan.view.bases.find(({ id }) => id === IDLE)
    expect(base?.dependants.others).toEqual([{ path: OWN_XML, allocated: 0, disks: 1 }])
    expect(base?.cache?.kind).toBe('unseen-only')
  })

  test('a file that Nova does not know in the cache is somebody’s', () => {
    const node = littered()
    const own = `${INSTANCES}/_base/installer.iso`
    node.make('raw', own, '4M')
    node.age(own, 48)
    expect(stepFor(node, own).step?.stage).toBe('base')
    domainOn(node, own)
    expect(stepFor(node, own).findings).toEqual([])
  })

  test('a disk of a rescue that its own domain still has is not to be removed', () => {
    const node = littered()
    const step = () => cleanupSteps(node.scan()).find(({ stage }) => stage === 'rescue')
    expect(step()?.users).toEqual([])
    node.domain({ disk: 'qcow2', 'disk.rescue': 'raw' })
    expect(step()?.users).toEqual([DOMAIN])
  })

  test('a volume is not looked at, wherever it is mounted', () => {
    const node = littered()
    const volume = `var/lib/nova/mnt/abc/volume-${OTHER_IMAGE}`
    node.write(volume, 'x'.repeat(4096))
    domainOn(node, volume)
    const opened: string[] = []
    const lookup = (path: string) => {
      opened.push(path)
      return { kind: 'absent' } as const
    }
    scanOfTree(withSpace(liveTree(node.root)), { lookup })
    expect(opened).not.toContain(volume)
  })

  test('changes nothing where it is the instance’s own, and no sum', () => {
    const node = littered()
    const { view } = node.scan()
    const before = view.instances.find(({ id }) => id === FOLDER)?.sizes
    domainOn(node, IDLE)
    const after = node.scan().view
    expect(after.instances.find(({ id }) => id === FOLDER)?.sizes).toEqual(before)
    const { unusedCache = 0, unknownCache, amortised, others, rest } = after.accounting.space
    expect(unusedCache + unknownCache + amortised + others + rest).toBe(after.totals.allocated)
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
    mkdirSync(node.path(`${INSTANCES}/snapshots`))
    node.make('qcow2', SNAPSHOT, '4M')
    node.age(SNAPSHOT, 48)
    const scan = scanOfTree(withSpace(liveTree(node.root), { blocksTrusted: false }))
    const steps = cleanupSteps(scan)
    const [told, ...more] = steps.filter(({ frees }) => frees !== undefined)
    expect([told?.path, more]).toEqual([SNAPSHOT, []])
    expect(cleanupTotal(scan.space, steps).unknown).toBe(steps.length - 1)
    for (const { finding } of steps.filter(({ frees }) => frees === undefined)) {
      expect(findingText(finding)).not.toMatch(/\d (B|[KMG]iB)/)
    }
    expect(cleanupMarkdown(scan, 'en')).toMatch(/at least .*: of 7 it is not known/)
    expect(cleanupScript(scan, 'en')).toContain('KiB (derived from the tables of images)')
    expect(cleanupScript(scan, 'en')).toContain('# Frees: not known')
  })
})

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
      `&& rm -r --one-file-system -- ${ROOT}/${place} && rm -- ${ROOT}/${gone}\n`,
    )
    expect(cleanupScript(scan, 'en')).toMatch(/^# 7 steps, which free /m)
    const steps = cleanupSteps(scan)
    const { bytes } = cleanupTotal(scan.space, steps)
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

test('an orphan that the plan moves on to is one that libvirt does not know', () => {
  const node = new SmallNode(mkdtempSync(join(all, 'node-')))
  const other = UUID.replace(/1$/, '9')
  renameSync(node.path(FOLDER), node.path(`${INSTANCES}/${other}`))
  node.write('etc/libvirt/qemu/instance-00000002.xml', domainXml(2, UUID, {}, IMAGE))
  rmSync(node.path(DOMAIN))
  node.ageFolder(`${INSTANCES}/${other}`, 25)
  const [step] = cleanupSteps(node.scan())
  expect(step).toMatchObject({ stage: 'orphan', path: `${INSTANCES}/${other}`, isFolder: true })
})
