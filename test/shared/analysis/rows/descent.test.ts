import { describe, expect, test } from 'vitest'
import { createDescents } from '../../../../shared/analysis/rows/descent.ts'
import type { Descent } from '../../../../shared/analysis/rows/descent-model.ts'
import { sha1OfAscii } from '../../../../shared/nova/sha1.ts'
import type { ScannedEntry, UnitResult } from '../../../../shared/scan/model.ts'
import { finished } from '../finished-view.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  domainFacts,
  domainsUnit,
  glanceUnit,
  IMAGES,
  INSTANCES,
  instanceUnit,
  nodePlan,
  qcow2,
  raw,
  uuid,
} from '../scan-builder.ts'

const image = uuid(7)
const sha1Of = (imageId: string) => sha1OfAscii(imageId) ?? ''
const sha1 = sha1Of(image)
const id = uuid(1)

function descentOf(
  rootDisk: ScannedEntry,
  units: readonly UnitResult[],
  plan = nodePlan(),
): Descent | undefined {
  const { view } = finished([...units, instanceUnit(id, [rootDisk])], { plan, at: [1, 2] })
  const row = view.instances[0]
  const cell = row?.disks[0]
  return row && cell && createDescents(view)(row, cell)
}

function xml(imageId: string): UnitResult {
  const facts = domainFacts({ uuid: id, displayName: 'web', imageId })
  return domainsUnit(facts)
}

const overlay = disk(id, 'disk', { image: qcow2(`/${BASE}/${sha1}`, 'raw') })
const bases = baseUnit(base(sha1, { image: raw(1 << 19), allocated: 8192 }))

describe('the line of descent', () => {
  test.each([
    ['one of the host’s own files', '/etc/shadow', { name: '/etc/shadow', is: 'host-own' }],
    ['an image that is no file of the cache', '/srv/mid', { name: 'mid', is: 'file' }],
    ['the disk itself', `/${INSTANCES}/${id}/disk`, { name: 'disk', is: 'itself' }],
  ])('has no base where the disk stands on %s', (_, name, backing) => {
    const found = descentOf(disk(id, 'disk', { image: qcow2(name, 'qcow2') }), [bases, xml(image)])
    expect(found).toMatchObject({ backing, match: 'unknown', recordedImageId: image })
    expect(found?.base).toBeUndefined()
    expect(found?.relation).toBeUndefined()
  })

  test.each([
    [`${sha1}_20`, 'same'],
    [sha1Of(uuid(8)), 'different'],
    ['swap_1024', 'different'],
    ['ephemeral_1_40d1d2c', 'different'],
    ['foo', 'different'],
  ] as const)('says of the base %s whether it is of the recorded image: %s', (name, match) => {
    const own = baseUnit(base(name, { image: raw(1 << 19), allocated: 8192 }))
    const entry = disk(id, 'disk', { image: qcow2(`/${BASE}/${name}`, 'raw') })
    const found = descentOf(entry, [own, xml(image)])
    expect(found).toMatchObject({ base: { name }, recordedImageId: image, match })
    // Whether it is here or not.
    expect(descentOf(entry, [xml(image)])).toMatchObject({ base: { name }, match })
  })

  test('leads to what the disk stands on, which another disk of the folder is', () => {
    const [mid, top] = [`${INSTANCES}/${id}/mid`, `/${INSTANCES}/${id}/disk`]
    const entry = disk(id, 'disk', { image: qcow2(`/${mid}`, 'qcow2') })
    const below = disk(id, 'mid', { image: qcow2(top, 'qcow2') })
    const { view } = finished([instanceUnit(id, [entry, below])], { at: [1, 2] })
    const [row] = view.instances
    const cell = row?.disks.find(({ name }) => name === 'disk')
    expect(cell?.chain).toBe('loop')
    const found = row && cell && createDescents(view)(row, cell)
    expect(found?.backing).toEqual({ name: 'mid', path: mid, is: 'file' })
  })

  test('goes over the layers that the disk of the domain stands on in its folder', () => {
    const at = (name: string) => `/${INSTANCES}/${id}/${name}`
    const over = (name: string, below: string) =>
      disk(id, name, { role: 'unknown', image: qcow2(at(below), 'qcow2') })
    const source = at('disk.snap2')
    const domain = domainFacts({
      uuid: id,
      disks: [{ device: 'disk', format: 'qcow2', source: { kind: 'file', path: source } }],
    })
    const chain = [over('disk.snap2', 'disk.snap1'), over('disk.snap1', 'disk'), overlay]
    const units = [domainsUnit(domain), bases, instanceUnit(id, chain)]
    const { view } = finished(units, { at: [1, 2] })
    const [row] = view.instances
    const descents = createDescents(view)
    const [top] = row?.disks.map((cell) => descents(row, cell)) ?? []
    expect(top).toMatchObject({ base: { name: sha1 }, disk: { name: 'disk.snap2' } })
    expect(top?.layers?.map(({ name }) => name)).toEqual(['disk', 'disk.snap1'])
    const layer = row?.layers?.find(({ name }) => name === 'disk.snap1')
    const below = row && layer && descents(row, layer)
    expect(below).toMatchObject({ isLayer: true, layers: [{ name: 'disk' }] })
  })

  test('says which base of the cache is not here', () => {
    const lost = disk(id, 'disk', { image: qcow2(`/${BASE}/${'0'.repeat(40)}`, 'raw') })
    expect(descentOf(lost, [bases])).toMatchObject({ base: { name: '0'.repeat(40) } })
  })

  test('knows a missing file of a cache by what that is called, whatever the file is', () => {
    const layout = { ...nodePlan().layout, basePath: `${INSTANCES}/kept` }
    const entry = disk(id, 'disk', { image: qcow2(`/${INSTANCES}/kept/golden`, 'raw') })
    const found = descentOf(entry, [xml(image)], { ...nodePlan(), layout })
    expect(found).toMatchObject({ base: { name: 'golden', kind: 'unknown' }, match: 'different' })
  })

  test('goes from the image in the store over its raw twin to the overlay and its instance', () => {
    expect(descentOf(overlay, [bases, glanceUnit(image), xml(image)])).toEqual({
      image: {
        name: image,
        path: `${IMAGES}/${image}`,
        format: 'qcow2',
        virtual: 1 << 20,
        length: 65_536,
        allocated: 4096,
      },
      base: {
        name: sha1,
        path: `${BASE}/${sha1}`,
        kind: 'original',
        format: 'raw',
        virtual: 1 << 19,
        length: 65_536,
        allocated: 8192,
      },
      isRawTwin: true,
      relation: 'overlay',
      disk: {
        name: 'disk',
        path: overlay.path,
        format: 'qcow2',
        virtual: 1 << 20,
        length: 65_536,
        allocated: 4096,
      },
      instance: { id: `var/lib/nova/instances/${id}`, uuid: id, name: 'web' },
      recordedImageId: image,
      match: 'same',
    })
  })

  test('names an image that is in no store here by the XML alone', () => {
    const found = descentOf(overlay, [bases, xml(image)])
    expect(found?.image).toEqual({ name: image })
    expect(found?.match).toBe('same')
  })

  test('has a base that is missing by the name that the header records', () => {
    const found = descentOf(overlay, [xml(image)])
    expect(found?.base).toEqual({ name: sha1, kind: 'original' })
    expect(found).toMatchObject({ image: { name: image }, match: 'same' })
  })

  test('says when the base is not the one of the recorded image', () => {
    const found = descentOf(overlay, [bases, xml(uuid(8))])
    expect(found).toMatchObject({ match: 'different', recordedImageId: uuid(8) })
    expect(found).not.toHaveProperty('image')
  })

  test('of a disk without a backing file goes through the base that it was copied from', () => {
    const flat = disk(id, 'disk', { image: raw() })
    expect(descentOf(flat, [bases, xml(image)])).toMatchObject({
      base: { name: sha1 },
      relation: 'copy',
      match: 'same',
    })
    expect(descentOf(flat, [bases])).toMatchObject({ match: 'unknown' })
    expect(descentOf(flat, [bases])).not.toHaveProperty('base')
  })
})
