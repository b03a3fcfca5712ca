import { describe, expect, test } from 'vitest'
import { findingText } from '../../../../shared/report/text/finding-text.ts'
import type { ScanEnd, ScannedEntry, UnitResult } from '../../../../shared/scan/model.ts'
import { codes, type Given, OVERLAY, SHA1, viewOf } from '../finished-view.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  domainFacts,
  domainsUnit,
  entry,
  INSTANCES,
  instanceUnit,
  nodePlan,
  qcow2,
  raw,
  uuid,
} from '../scan-builder.ts'

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

test('a base that may not be read is one problem, however many disks stand on it', () => {
  const { path } = base(SHA1)
  const fault = { code: 'permission', path, errno: 'EACCES' } as const
  const on = [1, 2].map((at) =>
    instanceUnit(uuid(at), [disk(uuid(at), 'disk', { image: OVERLAY })]),
  )
  const view = viewOf([baseUnit(base(SHA1, { fault })), ...on])
  expect(view.findings).toMatchObject([
    {
      code: 'unreadable',
      subject: { path },
      evidence: { case: 'base', reason: 'permission', count: 2, owner: '0:0', mode: '0644' },
    },
    { code: 'unreadable-owners' },
  ])
  const [first] = view.findings
  expect(first && findingText(first)).toBe(
    'It cannot be read: permission denied (EACCES). 2 disks stand on it. It is owned by 0:0, with mode 0644.',
  )
  expect(first && findingText(first, 'zh-CN')).toMatch(
    /有 2 个磁盘依赖它。它属于 0:0，权限为 0644。$/,
  )
  expect(view.bases[0]?.findings).toMatchObject([{ evidence: { case: 'base', count: 2 } }])
  expect(view.instances.map(({ disks }) => disks[0]?.chain)).toEqual(['unreadable', 'unreadable'])
})

describe('a folder that was not read to its end', () => {
  const disks = ['disk', 'disk.swap'].map((name) => ({
    source: { kind: 'file', path: `/${INSTANCES}/${uuid(1)}/${name}` } as const,
    device: 'disk',
  }))
  const xml = domainsUnit(domainFacts({ uuid: uuid(1), disks }))
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
