import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, symlinkSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { sentenceOf } from '../../../../shared/i18n/findings.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import {
  DISK,
  DOMAIN,
  FOLDER,
  INSTANCES,
  OTHER_IMAGE,
  STORE,
  UUID,
  withSpace,
} from '../../../helpers/trees/small-node.ts'
import { define, domainOn, OWN_XML } from '../domain-on.ts'
import { GONE, IDLE, LOST, littered, PART, ROOT, SNAPSHOT } from './littered-node.ts'
import { stepFor } from './plan-step.ts'

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
    const between = `${INSTANCES}/snapshots/tmpabcdef12/${'b'.repeat(32)}`
    node.make('qcow2', below, '8M')
    node.age(below, 48)
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

  test('as an image in libvirt’s folder that no domain has any more', () => {
    const node = littered()
    const own = 'var/lib/libvirt/images/undefined.qcow2'
    mkdirSync(node.path('var/lib/libvirt/images'), { recursive: true })
    expect(stepFor(node, IDLE).step?.stage).toBe('base')
    node.make('qcow2', own, '8M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
    const { scan, step, findings } = stepFor(node, IDLE)
    expect(step).toBeUndefined()
    expect(findings).toMatchObject([
      { code: 'base-used-unseen', evidence: { case: 'image', names: [own] } },
    ])
    expect(scan.view.bases.find(({ id }) => id === IDLE)?.overlays).toMatchObject([{ path: own }])
    expect(cleanupScript(scan, 'en')).not.toContain(`-- ${ROOT}/${IDLE}`)
  })

  test('leaves every base open where libvirt’s folder of images leads out of what was opened', () => {
    const node = littered()
    mkdirSync(node.path('var/lib/libvirt'), { recursive: true })
    symlinkSync('../../../../images', node.path('var/lib/libvirt/images'))
    const { scan, step } = stepFor(node, IDLE)
    expect(step).toBeUndefined()
    expect(cleanupMarkdown(scan, 'en')).toContain(
      `- \`${IDLE}\`: What may stand on it could not be looked into.`,
    )
    expect(cleanupScript(scan, 'en')).not.toContain(`-- ${ROOT}/${IDLE}`)
  })

  test.each([
    ['an image', 'u.qcow2', '/srv/vms/u.qcow2', false],
    ['a folder', 'vms', '../../../../srv/vms', false],
    ['a CD', 'x.iso', '/srv/isos/x.iso', true],
    ['an image beside it', 'alias', 'own.raw', true],
  ])('leaves every base open behind a symlink there to %s', (_, name, target, isStep) => {
    const node = littered()
    const folder = 'var/lib/libvirt/images'
    for (const path of [folder, 'srv/vms']) mkdirSync(node.path(path), { recursive: true })
    node.make('raw', `${folder}/own.raw`, '1M')
    symlinkSync(target, node.path(`${folder}/${name}`))
    node.make('qcow2', 'srv/vms/u.qcow2', '8M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
    const { scan, step } = stepFor(node, IDLE)
    expect(step !== undefined).toBe(isStep)
    expect(cleanupScript(scan, 'en').includes(`-- ${ROOT}/${IDLE}`)).toBe(isStep)
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
    expect(findings).toMatchObject([
      { code: 'base-used-unseen', evidence: { case: 'domain', count: 1, names: [OWN_XML] } },
    ])
    const base = scan.view.bases.find(({ id }) => id === IDLE)
    expect(base?.dependants.others).toEqual([{ path: OWN_XML, allocated: 0, disks: 1 }])
    expect(base?.cache?.kind).toBe('unseen-only')
  })

  test('a base below it is not called the domain’s own disk, which its XML does not name', () => {
    const node = littered()
    const own = 'srv/guests/jump.qcow2'
    mkdirSync(node.path('srv/guests'), { recursive: true })
    node.make('qcow2', own, '4M', '-u', '-b', `/${IDLE}`, '-F', 'raw')
    define(node, { disks: [{ path: own, format: 'qcow2', backing: [IDLE] }] })
    const [found] = stepFor(node, IDLE).findings
    expect(found).toMatchObject({ code: 'base-used-unseen', evidence: { names: [OWN_XML] } })
    const told = found === undefined ? '' : sentenceOf(found, 'en')
    expect(told).toContain('A disk that the XML names stands on it')
  })

  test('a file that Nova does not know in the cache is somebody’s', () => {
    const node = littered()
    const own = `${INSTANCES}/_base/installer.img`
    node.make('raw', own, '4M')
    node.age(own, 48)
    expect(stepFor(node, own).step?.stage).toBe('foreign')
    domainOn(node, own)
    expect(stepFor(node, own).findings).toEqual([])
  })

  test('a disk of a rescue that its own domain still has is of a rescue that goes on', () => {
    const node = littered()
    const step = () => cleanupSteps(node.scan()).find(({ stage }) => stage === 'rescue')
    expect(step()?.users).toEqual([])
    node.domain({ disk: 'qcow2', 'disk.rescue': 'raw' })
    expect(step()).toBeUndefined()
    const found = node.scan().view.findings.filter(({ code }) => code.includes('rescue'))
    const evidence = { case: 'domain', name: `/${FOLDER}/disk.rescue`, xml: DOMAIN }
    expect(found).toMatchObject([{ code: 'rescue-in-progress', evidence }])
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
    const { space } = after.accounting
    const { unusedCache = 0, unknownCache, amortised = 0, leftovers = 0, others, rest } = space
    const sum = unusedCache + unknownCache + amortised + leftovers + others + rest
    expect(sum).toBe(after.totals.allocated)
  })
})
