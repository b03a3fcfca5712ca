import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { createNodeAnalysis, type NodeOptions } from '../../../shared/analysis/node.ts'
import { sha1OfAscii } from '../../../shared/analysis/sha1.ts'
import type { ScanEnd, ScannedEntry, UnitResult } from '../../../shared/scan/model.ts'
import type { ScanPlan } from '../../../shared/scan/plan-model.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  domainFacts,
  entry,
  glanceUnit,
  IMAGES,
  INSTANCES,
  instanceUnit,
  nodePlan,
  qcow2,
  raw,
  uuid,
} from './scan-builder.ts'

const SHA1 = 'a'.repeat(40)
const OVERLAY = qcow2(`/${BASE}/${SHA1}`, 'raw')
const COMPLETE: ScanEnd = { state: 'complete' }
/** Two days after everything was written. */
const LATER = 1_700_172_800_000

function viewOf(units: readonly UnitResult[], given: Given = {}): NodeView {
  const analysis = createNodeAnalysis(given.plan ?? nodePlan(), given.options)
  for (const unit of units) analysis.add(unit)
  return analysis.finish(given.end ?? COMPLETE, 1, LATER)
}

interface Given {
  readonly plan?: ScanPlan
  readonly options?: NodeOptions
  readonly end?: ScanEnd
}

function codes(view: NodeView): readonly string[] {
  return view.findings.map(({ code }) => code)
}

describe('a row of an instance', () => {
  const unit = instanceUnit(uuid(1), [
    entry(`${INSTANCES}/${uuid(1)}`, { type: 'directory', role: 'directory', mtimeMs: 9e12 }),
    disk(uuid(1), 'disk', { image: OVERLAY, mtimeMs: 5 }),
    disk(uuid(1), 'disk.swap', { image: raw(512), mtimeMs: 7 }),
    disk(uuid(1), 'console.log'),
  ])

  test('is final as soon as its folder is read, when its base came before', () => {
    const analysis = createNodeAnalysis(nodePlan())
    analysis.add(baseUnit(base(SHA1)))
    const row = analysis.add(unit)
    expect(row).toMatchObject({
      uuid: uuid(1),
      kind: 'instance',
      virtual: (1 << 20) + 512,
      allocated: 4 * 4096,
      fileCount: 3,
      findings: [],
    })
    expect(row?.disks.map(({ name, base: on, chain }) => [name, on, chain])).toEqual([
      ['disk', `${BASE}/${SHA1}`, 'complete'],
      ['disk.swap', undefined, 'standalone'],
    ])
    expect(analysis.finish(COMPLETE, 1, 2).instances).toMatchObject([row ?? {}])
  })

  test('says nothing of a base that was not read yet, and tells it missing only in the end', () => {
    const deep = [disk(uuid(1), 'disk', { image: qcow2(`/${BASE}/${SHA1}`) })]
    const analysis = createNodeAnalysis(nodePlan())
    const row = analysis.add(instanceUnit(uuid(1), deep))
    expect(row?.disks[0]).toMatchObject({ name: 'disk', chain: 'pending' })
    expect(row?.findings).toEqual([])
    const view = analysis.finish(COMPLETE, 1, LATER)
    expect(view.instances[0]?.disks[0]?.chain).toBe('missing')
    expect(codes(view)).toContain('missing-backing-file')
  })

  test('says nothing of a base outside of the opened folder before it was looked for', () => {
    const apart = [disk(uuid(1), 'disk', { image: qcow2('/srv/images/golden', 'raw') })]
    const analysis = createNodeAnalysis(nodePlan(), {
      lookup: () => ({ kind: 'outside', target: '/srv/images/golden' }),
    })
    const row = analysis.add(instanceUnit(uuid(1), apart))
    expect(row?.disks[0]?.chain).toBe('pending')
    expect(row?.findings).toEqual([])
    expect(codes(analysis.finish(COMPLETE, 1, LATER))).toContain('backing-outside-root')
  })

  test('is set right in the end when its base came later', () => {
    const view = viewOf([unit, baseUnit(base(SHA1))])
    expect(view.instances[0]?.disks[0]).toMatchObject({
      chain: 'complete',
      base: `${BASE}/${SHA1}`,
    })
    expect(view.bases[0]?.overlays).toEqual([
      { path: `${INSTANCES}/${uuid(1)}/disk`, allocated: 4096 },
    ])
    expect(view.findings).toEqual([])
  })

  test('has the name that domain XML gives it, whenever that is read', () => {
    const domains = [domainFacts({ uuid: uuid(1), libvirtName: 'instance-01', displayName: 'web' })]
    const named: UnitResult = { unit: { kind: 'domains', path: 'etc' }, entries: [], domains }
    expect(viewOf([named, unit]).instances[0]?.name).toBe('web')
    expect(viewOf([unit, named]).instances[0]?.name).toBe('web')
  })

  test('of a folder with a libvirt name gets its UUID from the XML', () => {
    const domains = [domainFacts({ uuid: uuid(3), libvirtName: 'instance-0000001f' })]
    const named: UnitResult = { unit: { kind: 'domains', path: 'etc' }, entries: [], domains }
    const legacy = instanceUnit('instance-0000001f', [])
    expect(viewOf([named, legacy]).instances[0]).toMatchObject({ kind: 'legacy', uuid: uuid(3) })
    expect(viewOf([legacy]).instances[0]).toMatchObject({ uuid: 'instance-0000001f' })
  })
})

describe('a member that the scan did not come by', () => {
  const unit = instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: qcow2('/srv/b', 'raw') })])

  test('is looked for on the disk before it is called missing', () => {
    const asked: string[] = []
    const options: NodeOptions = {
      lookup(address) {
        asked.push(address)
        if (address !== 'srv/b') return { kind: 'absent' }
        return { kind: 'found', address, key: address, length: 1, allocated: 0, image: raw() }
      },
    }
    const view = viewOf([unit], { options })
    expect(view.instances[0]?.disks[0]).toMatchObject({ chain: 'complete', base: 'srv/b' })
    expect(asked).toEqual(['srv/b'])
  })

  test('is missing when it is not there either', () => {
    const view = viewOf([unit])
    expect(view.instances[0]?.disks[0]).toMatchObject({
      chain: 'missing',
      backing: { name: '/srv/b', format: 'raw' },
    })
    const [problem] = view.findings
    expect(problem).toMatchObject({ code: 'missing-backing-file', severity: 'high' })
    expect(problem?.evidence['tried']).toEqual([
      '/mnt/node/srv/b',
      '/mnt/node/var/lib/nova/instances/_base/b',
    ])
  })
})

describe('an unused base', () => {
  const idle = baseUnit(base(SHA1), base('swap_512'), base(`${SHA1}.part`), base('notes'))

  test('is one that nothing stands on; downloads and unknown files are none', () => {
    const view = viewOf([idle])
    const unused = view.findings.filter(({ code }) => code === 'unused-base')
    expect(unused.map(({ subject }) => subject.path)).toEqual([
      `${BASE}/${SHA1}`,
      `${BASE}/swap_512`,
    ])
    expect(codes(view)).toContain('leftover-part')
    expect(view.bases.find(({ name }) => name === SHA1)?.findings).toHaveLength(1)
  })

  test('is not one that only a leftover or another base stands on', () => {
    const copy = disk(`${uuid(1)}_resize`, 'disk', { image: OVERLAY })
    const left = instanceUnit(`${uuid(1)}_resize`, [copy])
    expect(codes(viewOf([baseUnit(base(SHA1)), left]))).toEqual(['leftover-resize'])
    const above = base('b'.repeat(40), { image: qcow2(SHA1, 'raw') })
    const used = viewOf([baseUnit(base(SHA1), above)]).bases.find(({ name }) => name === SHA1)
    // The manager does not look at what a base stands on.
    expect(used?.findings.map(({ code }) => code)).toEqual(['base-used-unseen'])
  })

  test('is unused also when some other base is missing', () => {
    const lost = qcow2(`/${BASE}/${'c'.repeat(40)}`, 'raw')
    const unit = instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: lost })])
    expect(codes(viewOf([baseUnit(base(SHA1)), unit]))).toEqual([
      'missing-backing-file',
      'unused-base',
    ])
  })

  const fault = { code: 'permission', path: '', errno: 'EACCES' } as const
  test.each<[string, readonly UnitResult[], Given]>([
    ['the scan was stopped', [], { end: { state: 'partial', reason: 'cancelled' } }],
    ['a disk cannot be read', [instanceUnit(uuid(1), [disk(uuid(1), 'disk', { fault })])], {}],
    [
      'a disk names its base by a protocol for files',
      [instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: qcow2('json:{}', 'raw') })])],
      {},
    ],
    [
      'no instances were looked at',
      [],
      { plan: { ...nodePlan(), layout: { kind: 'folder', glancePaths: [], domainPaths: [] } } },
    ],
  ])('is not told while %s', (_, units, given) => {
    expect(codes(viewOf([baseUnit(base(SHA1)), ...units], given))).not.toContain('unused-base')
  })
})

describe('the image store', () => {
  const id = '8f1b6a52-1d6a-4e2e-9a3a-0c1d2e3f4a5b'
  const sha1 = sha1OfAscii(id) ?? ''

  test('joins an image with the base that its id hashes to, in both tables', () => {
    const resized = base(`${sha1}_20`)
    const view = viewOf([glanceUnit(id), baseUnit(base(sha1), resized)])
    expect(view.images).toMatchObject([{ id: `${IMAGES}/${id}`, basePath: `${BASE}/${sha1}` }])
    expect(view.bases.map(({ glanceId }) => glanceId)).toEqual([id, id])
  })

  test('leaves bases of other images without one', () => {
    const view = viewOf([glanceUnit(id), baseUnit(base(SHA1))])
    expect(view.bases[0]?.glanceId).toBeUndefined()
    expect(view.images[0]?.basePath).toBeUndefined()
  })
})

describe('declared against detected formats', () => {
  const forged = qcow2('/etc/passwd')

  test('a raw disk with a header of its own is the high finding, and as long as its file', () => {
    const unit = instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: forged, length: 4096 })], {
      diskInfo: { disk: 'raw' },
    })
    const view = viewOf([unit])
    const mismatch = view.findings.find(({ code }) => code === 'forged-header')
    expect(mismatch).toMatchObject({
      severity: 'high',
      evidence: { case: 'disk.info', declared: 'raw', detected: 'qcow2' },
    })
    expect(view.instances[0]?.virtual).toBe(4096)
  })

  test('a base that is declared raw and has a header is the same', () => {
    const unit = instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: OVERLAY })])
    const view = viewOf([baseUnit(base(SHA1, { image: qcow2() })), unit])
    expect(view.findings).toMatchObject([
      { code: 'forged-header', severity: 'high', evidence: { case: 'backing' } },
    ])
  })

  test.each(['iso', 'gpt', 'mbr', 'raw'] as const)('a raw disk may hold %s data', (format) => {
    const image = { format, virtualSize: 1 }
    const unit = instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image })], {
      diskInfo: { disk: 'raw' },
    })
    expect(viewOf([unit]).findings).toEqual([])
  })

  test('names that an object has by itself are not taken from disk.info', () => {
    const unit = instanceUnit(uuid(1), [disk(uuid(1), 'constructor', { image: raw() })], {
      diskInfo: {},
    })
    expect(viewOf([unit]).findings).toEqual([])
  })
})

test('findings come by severity, then path', () => {
  const fault = { code: 'permission', path: 'x', errno: 'EACCES' } as const
  const left = instanceUnit(`${uuid(2)}_del`, [disk(uuid(2), 'b', { fault })])
  const lost = instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: qcow2('gone', 'raw') })])
  const link = { target: '/etc', leavesRoot: true }
  const linked = instanceUnit(uuid(3), [disk(uuid(3), 'disk', { type: 'symlink', link })])
  const view = viewOf([baseUnit(base(`${SHA1}.part`)), left, lost, linked])
  expect(view.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'high missing-backing-file',
    'warning backing-name',
    'warning unreadable',
    'warning leftover-del',
    'warning symlink-leaves-root',
    'warning leftover-part',
    'info unreadable-owners',
  ])
})

describe('a folder that was not read to its end', () => {
  const disks = ['disk', 'disk.swap'].map((name) => ({
    source: { kind: 'file', path: `/${INSTANCES}/${uuid(1)}/${name}` } as const,
    device: 'disk',
  }))
  const domains = [domainFacts({ uuid: uuid(1), disks })]
  const xml: UnitResult = { unit: { kind: 'domains', path: 'etc' }, entries: [], domains }
  const folder = (facts: Partial<ScannedEntry> = {}) =>
    entry(`${INSTANCES}/${uuid(1)}`, { type: 'directory', role: 'directory', ...facts })
  const rescued = disk(uuid(1), 'disk.rescue', { image: raw() })
  const cancelled: ScanEnd = { state: 'partial', reason: 'cancelled' }
  const missing = (result: UnitResult, end = cancelled) =>
    codes(viewOf([xml, baseUnit(base(SHA1)), result], { end }))

  test('lacks what the XML names only where all of it was seen', () => {
    expect(missing(instanceUnit(uuid(1), [folder()]))).toEqual(['missing-disk', 'missing-disk'])
    expect(missing(instanceUnit(uuid(1), [folder()], { partial: true }))).toEqual([])
  })

  test('lacks nothing when its list could not be read', () => {
    const fault = { code: 'permission', path: 'x', errno: 'EACCES' } as const
    expect(missing(instanceUnit(uuid(1), [folder({ fault })]))).not.toContain('missing-disk')
  })

  test('has nothing left of a rescue whose end was not seen', () => {
    const entries = [folder(), rescued]
    expect(missing(instanceUnit(uuid(1), entries))).toContain('leftover-rescue')
    expect(missing(instanceUnit(uuid(1), entries, { partial: true }))).toEqual([])
  })

  test('leaves open who uses a base, and which folders are orphans', () => {
    const other = instanceUnit(uuid(2), [], { partial: true })
    const half: UnitResult = { ...xml, partial: true }
    const view = viewOf([half, baseUnit(base(SHA1)), other, instanceUnit(uuid(3), [])])
    expect(codes(view)).not.toContain('unused-base')
    expect(codes(view)).not.toContain('orphan-folder')
    expect(view.bases[0]?.cache?.kind).toBe('unknown')
    const whole = viewOf([xml, baseUnit(base(SHA1)), instanceUnit(uuid(3), [])])
    expect(codes(whole)).toEqual(expect.arrayContaining(['unused-base', 'orphan-folder']))
  })
})
