import { describe, expect, test } from 'vitest'
import { cacheOf } from '../../../../shared/analysis/cache-of.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { createDescents } from '../../../../shared/analysis/rows/descent.ts'
import { sha1OfAscii } from '../../../../shared/nova/sha1.ts'
import { findingText } from '../../../../shared/report/text/finding-text.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { joinPlans } from '../../../../shared/scan/join-plans.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import type { ScanPlan } from '../../../../shared/scan/plan-model.ts'
import { finished } from '../finished-view.ts'
import {
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

const DAY = 24 * 60 * 60 * 1000
const image = uuid(7)
const sha1 = sha1OfAscii(image) ?? ''

/** The same result where the folder that it was found in is `above`. */
function lifted(above: string, { unit, entries, ...more }: UnitResult): UnitResult {
  return {
    ...more,
    unit: { ...unit, path: `${above}/${unit.path}` },
    entries: entries.map((one) => ({ ...one, path: `${above}/${one.path}` })),
  }
}

function viewOf(plan: ScanPlan, results: readonly UnitResult[]): NodeView {
  const nowMs = 1_700_000_000_000 + 30 * DAY
  return finished(results, { plan, options: { nowMs }, at: [nowMs, nowMs] }).view
}

function folderPlan(): ScanPlan {
  const layout = { kind: 'folder', glancePaths: [], domainPaths: [] } as const
  return { ...nodePlan(), layout }
}

const domains = (id: string): UnitResult =>
  domainsUnit(domainFacts({ uuid: id, path: 'etc/libvirt/qemu/a.xml', imageId: image }))

test('a copy comes from the base in the cache of its own host, though others have one of the name', () => {
  const plan = joinPlans('/mnt', [
    { above: 'a', plan: nodePlan() },
    { above: 'b', plan: nodePlan() },
  ])
  const ofHost = (above: string, id: string) =>
    [baseUnit(base(sha1)), domains(id), instanceUnit(id, [disk(id, 'disk', { image: raw() })])].map(
      (result) => lifted(above, result),
    )
  for (const order of [
    ['a', 'b'],
    ['b', 'a'],
  ]) {
    const results = order.flatMap((above) => ofHost(above, uuid(above === 'a' ? 1 : 2)))
    const view = viewOf(plan, results)
    const descents = createDescents(view)
    const bases = view.instances.map((row) => {
      const [cell] = row.disks
      return cell && descents(row, cell).base?.path?.[0]
    })
    expect(bases).toEqual(['a', 'b'])
  }
})

test("an instance's folder that was opened beside a host is no orphan of it, and no instance of its Nova", () => {
  const plan = joinPlans('/mnt', [
    { above: 'a', plan: nodePlan() },
    { above: 'saved', plan: folderPlan() },
  ])
  const own = [domains(uuid(1)), instanceUnit(uuid(1), [disk(uuid(1), 'disk', { image: raw() })])]
  const lost = instanceUnit(uuid(3), [disk(uuid(3), 'disk', { image: raw() })])
  const saved = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw() })])
  const view = viewOf(plan, [
    ...[...own, lost].map((result) => lifted('a', result)),
    lifted('saved', saved),
  ])
  const orphans = view.instances.filter(({ orphan }) => orphan === true)
  expect(orphans.map(({ uuid }) => uuid)).toEqual([uuid(3)])
  expect(view.accounting.nova?.instances).toBe(1)
})

describe('a cache that was opened beside a host with its own may be any host’s', () => {
  const folder = folderPlan()
  const cache: ScanPlan = {
    ...folder,
    layout: { ...folder.layout, basePath: '' },
    units: [{ kind: 'base', path: '' }],
  }
  const plan = joinPlans('/mnt', [
    { above: 'a', plan: nodePlan() },
    { above: 'cache', plan: cache },
  ])
  const used = 'f'.repeat(40)
  const foreign: UnitResult = {
    unit: { kind: 'base', path: 'cache' },
    entries: [sha1, used].map((name) =>
      entry(`cache/${name}`, {
        role: 'base',
        base: { kind: 'original', sha1: name },
        image: raw(),
        allocated: 4 << 20,
      }),
    ),
  }
  const overlay = disk(uuid(1), 'disk', { image: qcow2(`/mnt/cache/${used}`, 'raw') })
  const view = viewOf(plan, [
    lifted('a', baseUnit(base(sha1))),
    foreign,
    lifted('a', instanceUnit(uuid(1), [overlay])),
  ])

  test('nothing in it is called unused', () => {
    expect(view.bases.map(({ id, cache }) => [id[0], cache?.kind])).toEqual([
      ['a', 'removable'],
      ['c', undefined],
      ['c', undefined],
    ])
    const unused = view.findings.filter(({ code }) => code === 'unused-base')
    expect(unused.map(({ subject }) => subject.path[0])).toEqual(['a'])
  })

  test('what nothing uses of it is unknown, and of the host’s own cache certain', () => {
    expect(view.accounting.space).toMatchObject({ unusedCache: 4096, unknownCache: 4 << 20 })
    const text = nodeText(view)
    expect(text).toMatch(/^ +other bases +>= 4\.00 KiB/m)
    expect(text).toMatch(
      /^ +not known +4\.00 MiB +of base files that no instance seen here stands on/m,
    )
  })

  test('its bytes are not in what the host’s Nova leaves out', () => {
    expect(view.accounting.nova?.leftOut.imageCache).toBe(4096)
    expect(view.totals.byKind.bases).toBe(4096 + (8 << 20))
  })

  test('no base of it goes with an instance that stands on it', () => {
    const [row] = view.instances
    expect(row?.disks[0]?.base).toBe(`cache/${used}`)
    expect(row?.sizes).toMatchObject({ exclusive: 4096, shared: 4 << 20 })
  })
})

describe.each([
  ['the outer node first', ['', 'srv/instances2']],
  ['the inner one first', ['srv/instances2', '']],
])('a second instances_path inside a node, %s', (_, order) => {
  const inner: ScanPlan = {
    ...folderPlan(),
    layout: {
      kind: 'instances',
      glancePaths: [],
      domainPaths: [],
      instancesPath: '',
      basePath: '_base',
    },
  }
  const plan = joinPlans(
    '/mnt/n',
    order.map((above) => ({
      above,
      plan: above === '' ? { ...nodePlan(), covered: [INSTANCES] } : inner,
    })),
  )
  const folder = `srv/instances2/${uuid(1)}`
  const path = `srv/instances2/_base/${sha1}`
  const view = viewOf(plan, [
    baseUnit(base(sha1)),
    {
      unit: { kind: 'base', path: 'srv/instances2/_base' },
      entries: [entry(path, { role: 'base', base: { kind: 'original', sha1 }, image: raw() })],
    },
    {
      unit: { kind: 'instance', path: folder, instance: { kind: 'instance', id: uuid(1) } },
      entries: [entry(`${folder}/disk`, { role: 'disk', image: raw() })],
      domains: [domainFacts({ uuid: uuid(1), path: `${folder}/libvirt.xml`, imageId: image })],
    },
  ])

  test('keeps its own bases, and what nothing uses is unused in the outer cache alone', () => {
    const states = view.bases.map((one) => [one.id.split('/')[0], one.cache?.kind])
    expect(states).toEqual([
      ['srv', 'in-use'],
      ['var', 'removable'],
    ])
  })

  test('has its own cache for each base, and a raw disk comes from its own', () => {
    expect(cacheOf(view, path)?.path).toBe('/srv/instances2/_base')
    const [row] = view.instances
    const [cell] = row?.disks ?? []
    expect(row && cell && createDescents(view)(row, cell).base?.path).toBe(path)
  })
})

test('the cache that an instances_path lacks is the one that was opened beside it', () => {
  const { layout } = nodePlan()
  const { basePath: _, ...rest } = layout
  const folder = folderPlan()
  const plan = joinPlans('/mnt', [
    { above: 'a', plan: { ...nodePlan(), layout: rest } },
    { above: 'cache', plan: { ...folder, layout: { ...folder.layout, basePath: '' } } },
  ])
  const stored = entry(`cache/${sha1}`, {
    role: 'base',
    base: { kind: 'original', sha1 },
    image: raw(),
  })
  const name = `/var/lib/nova/instances/_base/${sha1}`
  const overlay = disk(uuid(1), 'disk', { image: qcow2(name, 'raw') })
  const view = viewOf(plan, [
    { unit: { kind: 'base', path: 'cache' }, entries: [stored] },
    lifted('a', instanceUnit(uuid(1), [overlay])),
  ])
  expect(view.instances[0]?.disks[0]).toMatchObject({ chain: 'complete', base: `cache/${sha1}` })
  expect(view.bases[0]?.cache?.kind).toBe('in-use')
})

describe('two hosts with an unused base each, one of which has a disk that is a symlink out', () => {
  const plan = joinPlans('/mnt', [
    { above: 'a', plan: nodePlan() },
    { above: 'b', plan: nodePlan() },
  ])
  const path = `${INSTANCES}/${uuid(1)}/disk`
  const linked = entry(path, {
    role: 'disk',
    type: 'symlink',
    link: { target: '/elsewhere', leavesRoot: true },
  })
  const view = viewOf(plan, [
    lifted('a', baseUnit(base(sha1))),
    lifted('b', baseUnit(base(sha1))),
    lifted('a', instanceUnit(uuid(1), [linked])),
  ])
  const text = nodeText(view)

  test('the link leaves open the base of its own host alone', () => {
    expect(view.bases.map(({ cache }) => cache?.kind)).toEqual(['unknown', 'removable'])
    const told = view.findings.find(({ code }) => code === 'symlink-leaves-root')
    expect(told && findingText(told)).toMatch(/so no copy of an image in its host's cache counts/)
  })

  test('what is known to be unused is a sum, and at least that', () => {
    expect(view.accounting.space).toMatchObject({ unusedCache: 4096, unknownCache: 4096 })
    expect(text).toMatch(/^ +other bases +>= 4\.00 KiB +which no instance stands on$/m)
    expect(text).toMatch(/^ +not known +4\.00 KiB/m)
  })

  test('the link is named in the section of its host, once', () => {
    const [, ofA = '', ofB = ''] = text.split(/^Of /m)
    expect(ofA).toMatch(
      /^Unknown bases +a\/.*\/disk is a symlink that was not followed, and may stand on any copy of an image$/m,
    )
    expect(ofB).not.toMatch(/Unknown bases/)
  })
})
