import { describe, expect, test } from 'vitest'
import { createNodeAnalysis, type NodeOptions } from '../../../shared/analysis/node.ts'
import { sha1OfAscii } from '../../../shared/nova/sha1.ts'
import { COMPLETE, codes, LATER, OVERLAY, SHA1, viewOf } from './finished-view.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  domainFacts,
  domainsUnit,
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
    expect(analysis.finish(COMPLETE, 1, 2).view.instances).toMatchObject([row ?? {}])
  })

  test('says nothing of a base that was not read yet, and tells it missing only in the end', () => {
    const deep = [disk(uuid(1), 'disk', { image: qcow2(`/${BASE}/${SHA1}`) })]
    const analysis = createNodeAnalysis(nodePlan())
    const row = analysis.add(instanceUnit(uuid(1), deep))
    expect(row?.disks[0]).toMatchObject({ name: 'disk', chain: 'pending' })
    expect(row?.findings).toEqual([])
    const { view } = analysis.finish(COMPLETE, 1, LATER)
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
    expect(codes(analysis.finish(COMPLETE, 1, LATER).view)).toContain('backing-outside-root')
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
    const named = domainsUnit(
      domainFacts({ uuid: uuid(1), libvirtName: 'instance-01', displayName: 'web' }),
    )
    expect(viewOf([named, unit]).instances[0]?.name).toBe('web')
    expect(viewOf([unit, named]).instances[0]?.name).toBe('web')
  })

  test('of a folder with a libvirt name gets its UUID from the XML', () => {
    const named = domainsUnit(domainFacts({ uuid: uuid(3), libvirtName: 'instance-0000001f' }))
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
