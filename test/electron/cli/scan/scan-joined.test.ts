import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeSampleNode } from '../../../../electron/sample/write.ts'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { duOf } from '../../../helpers/programs/du.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import { callsUnder, LOOKS, straceNode } from '../../../helpers/programs/strace.ts'
import { INSTANCES, STORE, severalPlaces } from './several-places.ts'

const { a, b, cli, folder, instances, report, store } = severalPlaces()

/** What a report says of the image cache, with its paths as they are below another root. */
function cacheBelow({ imageCache }: NodeReport, above: string) {
  if (imageCache === null) return null
  const doubts = imageCache.doubts.map((doubt) => ({ ...doubt, path: `${above}${doubt.path}` }))
  return { ...imageCache, doubts }
}

describe('an instances_path and the store of its Glance', () => {
  test('are joined: ids hash to names of bases, images and bases know each other', () => {
    const alone = report([instances])
    const { bases, images: stored, instances: rows } = report([instances, store])
    const whole = report([a])
    expect(alone.bases.every(({ imageId }) => imageId === null)).toBe(true)
    expect(bases.map(({ name, imageId }) => [name, imageId])).toEqual(
      whole.bases.map(({ name, imageId }) => [name, imageId]),
    )
    const joined = stored.filter(({ base }) => base !== null)
    expect(joined.length).toBeGreaterThan(3)
    expect(joined.every(({ base }) => base?.startsWith('nova/instances/_base/'))).toBe(true)
    const descents = rows.flatMap(({ disks }) => disks.flatMap(({ descent }) => descent ?? []))
    expect(descents.some(({ imagePath }) => imagePath?.startsWith('glance/images/'))).toBe(true)
  })

  test('count as the host of that instances_path does', () => {
    const { nova, imageCache, bases, nodes } = report([instances, store])
    const alone = report([instances])
    expect(nodes).toBeUndefined()
    expect(nova?.overCommittedBytes).toBe(alone.nova?.overCommittedBytes)
    expect(imageCache).toEqual(cacheBelow(alone, 'nova/instances/'))
    expect(bases.map(({ cacheState }) => cacheState)).toEqual(
      alone.bases.map(({ cacheState }) => cacheState),
    )
  })
})

describe('an instances_path whose cache is a symlink to another folder', () => {
  const place = join(folder, 'linked')
  const [own, cache] = [join(place, INSTANCES), join(place, 'cache')]

  beforeAll(() => {
    mkdirSync(place)
    writeSampleNode(place)
    renameSync(join(own, '_base'), cache)
    symlinkSync('../../../../cache', join(own, '_base'))
    execFileSync('sync', ['-f', folder])
  })

  test('lacks it alone, and has it when that is opened too', () => {
    const alone = cli.run(['scan', '-f', 'json', own])
    expect(alone.status).toBe(1)
    const { scan, findings } = nodeReportSchema.parse(JSON.parse(alone.stdout))
    expect(scan.errors).toEqual([{ path: '_base', code: 'outside-root', errno: 'EXDEV' }])
    const told = findings.find(({ code, path }) => code === 'unreadable' && path === '_base')
    expect(told?.message).toContain('open the folder that it leads to together with this one')
    const { scan: both, bases, totals } = report([own, cache])
    const whole = report([instances])
    expect(both.errors).toEqual([])
    expect(bases.map(({ name, cacheState, usedBy }) => [name, cacheState, usedBy.length])).toEqual(
      whole.bases.map(({ name, cacheState, usedBy }) => [name, cacheState, usedBy.length]),
    )
    expect(totals.allocatedBytes + totals.directoryBytes).toBe(duOf(own, cache))
  })

  test('still lacks it when what is opened beside it is another', () => {
    const { stdout } = cli.run(['scan', '-f', 'json', own, join(instances, '_base')])
    const { scan } = nodeReportSchema.parse(JSON.parse(stdout))
    expect(scan.errors.map(({ path }) => path)).toEqual([`linked/${INSTANCES}/_base`])
  })
})

describe('two nodes', () => {
  test('keep what each of them is alone: instances, findings, configuration, numbers of Nova', () => {
    const both = report([a, b])
    const [first, second] = [report([a]), report([b])]
    // That the file system of both is nearly full is said once, and that both have the same instances of the two.
    const keyed = ({ findings }: NodeReport, above: string) =>
      findings
        .filter(({ code }) => !['file-system-nearly-full', 'instance-repeated'].includes(code))
        .map(({ code, path }) => `${code} ${above}${path}`)
    expect(keyed(both, '').toSorted()).toEqual(
      [...keyed(first, 'a/'), ...keyed(second, 'b/')].toSorted(),
    )
    const repeated = both.findings.filter(({ code }) => code === 'instance-repeated')
    const live = first.instances.filter(({ kind }) => kind === 'instance')
    expect(repeated).toHaveLength(live.length)
    expect(both.instances.map(({ path }) => path)).toEqual([
      ...first.instances.map(({ path }) => `a/${path}`),
      ...second.instances.map(({ path }) => `b/${path}`),
    ])
    expect(both.nodes?.map(({ opened }) => opened)).toEqual([[a], [b]])
    for (const [at, alone] of [first, second].entries()) {
      const node = both.nodes?.[at]
      expect(node?.imageCache).toEqual(cacheBelow(alone, at === 0 ? 'a/' : 'b/'))
      expect(node?.nova?.overCommittedBytes).toBe(alone.nova?.overCommittedBytes)
      expect(node?.configuration.nova?.set).toEqual(alone.configuration.nova?.set)
      expect(node?.growth.needBytes).toBe(alone.growth.needBytes)
    }
    expect([both.nova, both.imageCache, both.configuration.nova]).toEqual([null, null, null])
    expect(both.growth.needBytes).toBe(first.growth.needBytes + second.growth.needBytes)
  })

  test('keep their stores apart: an image is joined with the base in the cache of its own host', () => {
    const { images: stored, instances: rows } = report([a, b])
    const joined = stored.filter(({ base }) => base !== null)
    expect(joined.length).toBeGreaterThan(8)
    expect(joined.filter(({ path, base }) => base?.[0] !== path[0])).toEqual([])
    const descents = rows.flatMap(({ path, disks }) =>
      disks.flatMap(({ descent }) =>
        descent?.imagePath == null ? [] : [[path, descent.imagePath]],
      ),
    )
    expect(descents.length).toBeGreaterThan(60)
    expect(descents.filter(([path, image]) => path?.[0] !== image?.[0])).toEqual([])
  })

  test('keep their bases apart: a name means the own cache, and unused is what the own host does not use', () => {
    const both = report([a, b])
    const [first, second] = [report([a]), report([b])]
    const states = ({ bases }: NodeReport) =>
      bases.map(({ name, cacheState, usedBy }) => [name, cacheState, usedBy.length])
    expect(states(both)).toEqual([...states(first), ...states(second)])
    for (const { path, disks } of both.instances) {
      for (const { base } of disks) if (base !== null) expect(base[0]).toBe(path[0])
    }
  })

  test('with a store that is neither, join it with the bases of both', () => {
    const { bases } = report([join(a, INSTANCES), join(b, INSTANCES), store])
    const joined = bases.filter(({ imageId }) => imageId !== null).map(({ path }) => path[0])
    expect(joined.filter((node) => node === 'a')).toHaveLength(5)
    expect(new Set(joined)).toEqual(new Set(['a', 'b']))
  })
})

describe('backing files across the opened folders', () => {
  const place = join(folder, 'across')
  const [upper, lower, beside] = ['upper', 'lower', 'beside'].map((name) => join(place, name))
  const folders = [upper ?? '', lower ?? '']

  beforeAll(() => {
    for (const path of [upper, lower, beside]) mkdirSync(path ?? '', { recursive: true })
    for (const name of ['lower', 'beside']) {
      qemuImg(join(place, name), 'create', '-q', '-f', 'raw', 'base.raw', '1M')
      const over = ['create', '-q', '-f', 'qcow2', '-F', 'raw']
      qemuImg(join(place, 'upper'), ...over, '-b', `../${name}/base.raw`, `${name}-near.qcow2`)
      qemuImg(join(place, 'upper'), ...over, '-b', join(place, name, 'base.raw'), `${name}.qcow2`)
    }
  })

  test('are found by relative and by absolute names', () => {
    const found = report(folders).images.map(({ path, chain }) => `${path} ${chain}`)
    expect(found).toEqual([
      'lower/base.raw standalone',
      'upper/beside-near.qcow2 outside',
      'upper/beside.qcow2 outside',
      'upper/lower-near.qcow2 complete',
      'upper/lower.qcow2 complete',
    ])
  })

  test('are not so much as looked at in a folder beside the opened ones', () => {
    const args = [cli.path, 'scan', '-f', 'json', ...folders]
    const { status, calls, stdout } = straceNode(args, LOOKS)
    expect(status).toBe(0)
    expect(nodeReportSchema.parse(JSON.parse(stdout)).images).toHaveLength(5)
    expect(callsUnder(calls, lower ?? '').length).toBeGreaterThan(0)
    expect(callsUnder(calls, beside ?? '')).toEqual([])
    // Nor is the folder above all of them listed.
    expect(
      calls.filter((call) => call.includes(`getdents64`) && call.includes(`<${place}>`)),
    ).toEqual([])
  }, 60_000)

  test('are what a mounted node calls them, by where its instances_path lies', () => {
    const node = join(folder, 'mounted')
    const disks = join(node, INSTANCES, '6b1f2d5e-0d0f-4f0e-9d8b-3b8a3b1f0a11')
    mkdirSync(disks, { recursive: true })
    mkdirSync(join(node, STORE), { recursive: true })
    const id = '0f0e9d8b-3b8a-4b1f-8a11-6b1f2d5e0d0f'
    qemuImg(join(node, STORE), 'create', '-q', '-f', 'raw', id, '1M')
    const over = ['create', '-q', '-u', '-f', 'qcow2', '-F', 'raw', '-b', `/${STORE}/${id}`]
    qemuImg(disks, ...over, 'disk', '1M')
    const [row] = report([join(node, INSTANCES), join(node, STORE)]).instances
    expect(row?.disks[0]).toMatchObject({
      chain: 'complete',
      backing: { resolved: `glance/images/${id}` },
    })
  })
})
