import { describe, expect, test } from 'vitest'
import { baseLog } from '../../../../shared/analysis/base-log.ts'
import { FormatError } from '../../../../shared/bytes/errors.ts'
import { says } from '../../../../shared/phrases/phrase.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import {
  BASE,
  base,
  baseUnit,
  disk,
  domainFacts,
  entry,
  INSTANCES,
  instanceUnit,
  raw,
  uuid,
} from '../scan-builder.ts'
import {
  cacheOf,
  domains,
  GiB,
  HOUR,
  IMAGE,
  MiB,
  NOW,
  OTHER,
  on,
  planWith,
  SHA1,
  viewOf,
} from './accounted-node.ts'

describe('the image cache manager', () => {
  const used = instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1))])
  const idle = (mtimeMs: number, name = OTHER) => baseUnit(base(SHA1), base(name, { mtimeMs }))

  test('keeps what a root disk stands on, and what is made from an image of an instance', () => {
    expect(cacheOf(viewOf([idle(NOW), used]), SHA1)).toMatchObject({
      kind: 'in-use',
      by: 'root-disk',
      example: uuid(1),
    })
    const flat = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw() })])
    const view = viewOf([idle(NOW), flat, domains([uuid(2), IMAGE])])
    expect(cacheOf(view, SHA1)).toMatchObject({ kind: 'in-use', by: 'image', imageId: IMAGE })
  })

  test('keeps it when the instance on it goes, for another of its image: it is not exclusive', () => {
    const other = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw() })])
    const shared = viewOf([idle(NOW), used, other, domains([uuid(1), IMAGE], [uuid(2), IMAGE])])
    const alone = viewOf([idle(NOW), used, other, domains([uuid(1), IMAGE], [uuid(2)])])
    const [base] = shared.bases
    const exclusive = ({ instances }: typeof shared) => instances[0]?.sizes?.exclusive ?? 0
    expect(exclusive(alone) - exclusive(shared)).toBe(base?.allocated)
    expect(shared.instances[0]?.sizes?.shared).toBe(base?.allocated)
  })

  test.each([
    ['swap_512', 'disk.swap', 512 * MiB],
    ['ephemeral_2_0706d66', 'disk.eph0', 2 * GiB],
    ['ephemeral_2_0706d66', 'disk.eph0', 2 * GiB + 512],
  ])('keeps %s so for a flat %s of %i bytes, which may be of its size', (name, role, size) => {
    const on1 = instanceUnit(uuid(1), [disk(uuid(1), role, on(name))])
    const flat = (length: number) =>
      instanceUnit(uuid(2), [disk(uuid(2), role, { image: raw(length), length })])
    const view = (length: number) =>
      viewOf([baseUnit(base(name)), on1, flat(length), domains([uuid(1)], [uuid(2)])])
    const [kept, alone] = [view(size), view(64 * GiB)]
    const exclusive = ({ instances }: typeof kept) => instances[0]?.sizes?.exclusive ?? 0
    expect(kept.bases[0]?.allocated).toBeGreaterThan(0)
    expect(exclusive(alone) - exclusive(kept)).toBe(kept.bases[0]?.allocated)
    expect(kept.instances[0]?.sizes?.shared).toBe(kept.bases[0]?.allocated)
  })

  test('keeps no blank file for a folder that no domain is of: the swap of another has its own alone', () => {
    const bases = baseUnit(base('swap_512', { allocated: MiB }))
    const on1 = instanceUnit(uuid(1), [disk(uuid(1), 'disk.swap', on('swap_512'))])
    const size = { image: raw(512 * MiB), length: 512 * MiB }
    const lost = instanceUnit(uuid(2), [disk(uuid(2), 'disk.swap', size)])
    const exclusive = (...known: readonly (readonly [string])[]) =>
      viewOf([bases, on1, lost, domains(...known)]).instances[0]?.sizes?.exclusive ?? 0
    expect(exclusive([uuid(1)]) - exclusive([uuid(1)], [uuid(2)])).toBe(MiB)
  })

  test('waits a day for an image that nothing uses, an hour for a resized copy', () => {
    const young = viewOf([idle(NOW - HOUR), used])
    expect(cacheOf(young, OTHER)).toMatchObject({
      kind: 'too-young',
      removableAtMs: NOW + 23 * HOUR,
    })
    expect(cacheOf(viewOf([idle(NOW - 24 * HOUR), used]), OTHER)?.kind).toBe('removable')
    const copy = viewOf([idle(NOW - HOUR, `${OTHER}_20`), used])
    expect(cacheOf(copy, `${OTHER}_20`)?.kind).toBe('removable')
  })

  test("waits as long as the node's own options say", () => {
    const conf = '[image_cache]\nremove_unused_original_minimum_age_seconds = 7200\n'
    const view = viewOf([idle(NOW - HOUR), used], planWith(conf))
    expect(cacheOf(view, OTHER)).toMatchObject({ removableAtMs: NOW + HOUR })
    expect(view.accounting.cache).toMatchObject({
      optionsAreKnown: true,
      options: { originalMinimumAge: 7200 },
    })
  })

  test('that is told to remove nothing leaves what it would remove, and no disk is in danger', () => {
    const known = domains([uuid(1)])
    const orphan = instanceUnit(uuid(3), [disk(uuid(3), 'disk', on(OTHER))])
    for (const option of ['remove_unused_base_images = false', 'manager_interval = -1']) {
      const plan = planWith(`[image_cache]\n${option}\n`)
      const view = viewOf([known, idle(NOW - 48 * HOUR), used, orphan], plan)
      expect(cacheOf(view, OTHER)).toMatchObject({ kind: 'kept', unseenUsers: 1, isOld: true })
      expect(view.findings.map(({ code }) => code)).not.toContain('base-used-unseen')
      const unused = viewOf([known, idle(NOW - 48 * HOUR), used], plan).findings
      expect(unused.find(({ code }) => code === 'unused-base')?.evidence['case']).toBe('kept')
    }
  })

  test('is not said to warn of a base whose image only the database knows', () => {
    const view = viewOf([
      baseUnit(base(OTHER)),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(OTHER))]),
    ])
    const [row] = view.bases
    expect(row?.cache).toMatchObject({ kind: 'in-use', by: 'root-disk', perhapsOfImage: true })
    expect(row && baseLog(row, view)).toEqual([
      { level: 'INFO', text: `Active base files: /var/lib/nova/instances/_base/${OTHER}` },
    ])
    const told = viewOf([
      domains([uuid(1), IMAGE]),
      baseUnit(base(OTHER)),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(OTHER))]),
    ])
    expect(told.bases[0] && baseLog(told.bases[0], told)[0]?.level).toBe('WARNING')
  })

  test('does not look at ephemeral disks, rescue disks, orphans: only they keep the base', () => {
    const orphan = instanceUnit(uuid(3), [disk(uuid(3), 'disk', on(OTHER))])
    const rescue = instanceUnit(uuid(1), [disk(uuid(1), 'disk.rescue', on(OTHER))])
    const second = instanceUnit(uuid(1), [disk(uuid(1), 'disk.eph1', on('ephemeral_9_default'))])
    const blank = base('ephemeral_9_default')
    const known = domains([uuid(1)])
    for (const [unit, kind] of [
      [orphan, 'orphans-only'],
      [rescue, 'unseen-only'],
    ] as const) {
      const view = viewOf([known, idle(NOW - 48 * HOUR), unit])
      expect(cacheOf(view, OTHER)).toMatchObject({ kind, unseenUsers: 1 })
    }
    const both = viewOf([known, idle(NOW - 48 * HOUR), orphan, rescue])
    expect(cacheOf(both, OTHER)?.kind).toBe('unseen-only')
    const view = viewOf([known, baseUnit(blank), second])
    expect(cacheOf(view, blank.path.slice(BASE.length + 1))?.kind).toBe('unseen-only')
  })

  test('knows a swap disk by the block device that it was made for', () => {
    const view = viewOf([
      baseUnit(base('swap_512')),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk.swap', on('swap_512'))]),
    ])
    expect(cacheOf(view, 'swap_512')).toMatchObject({ kind: 'in-use', by: 'swap-or-ephemeral' })
  })

  test('names a flat blank disk by its size, and knows none whose size it cannot tell', () => {
    const bases = baseUnit(base('swap_512'), base('swap_64'), base('ephemeral_2_0706d66'))
    const flat = (name: string, size: number) =>
      disk(uuid(1), name, { image: raw(size), length: size })
    const sized = [flat('disk.swap', 512 * MiB), flat('disk.eph0', 2 * GiB)]
    const view = viewOf([bases, instanceUnit(uuid(1), sized)])
    const used = { kind: 'in-use', by: 'swap-or-ephemeral', example: uuid(1) }
    expect(cacheOf(view, 'swap_512')).toMatchObject(used)
    expect(cacheOf(view, 'ephemeral_2_0706d66')).toMatchObject(used)
    expect(cacheOf(view, 'swap_64')?.kind).toBe('removable')
    const odd = viewOf([bases, instanceUnit(uuid(1), [flat('disk.swap', 512 * MiB + 512)])])
    expect(cacheOf(odd, 'swap_512')?.kind).toBe('unknown')
    expect(cacheOf(odd, 'ephemeral_2_0706d66')?.kind).toBe('removable')
  })

  test('may use a base as long as the kernel or ramdisk of an instance: only the database knows', () => {
    const bases = baseUnit(
      base(SHA1, { length: 100, mtimeMs: 0 }),
      base(OTHER, { length: 200, mtimeMs: 0 }),
      base('c'.repeat(40), { length: 300, mtimeMs: 0 }),
    )
    const booted = instanceUnit(uuid(1), [
      disk(uuid(1), 'disk', { image: raw() }),
      disk(uuid(1), 'kernel', { length: 100 }),
      disk(uuid(1), 'ramdisk', { length: 200 }),
    ])
    const view = viewOf([bases, booted, domains([uuid(1), IMAGE.replace('8', '9')])])
    const kinds = [SHA1, OTHER, 'c'.repeat(40)].map((name) => cacheOf(view, name)?.kind)
    expect(kinds).toEqual(['unknown', 'unknown', 'removable'])
    const removable = view.findings.filter(({ code }) => code === 'unused-base')
    expect(removable.map(({ subject }) => subject.path)).toEqual([`${BASE}/${'c'.repeat(40)}`])
  })

  test('never sees downloads, checksums, a copy of one digit and an old ephemeral disk', () => {
    const names = [`${OTHER}.part`, `${OTHER}.info`, `${OTHER}_5`, 'ephemeral_20_linux', 'x']
    const view = viewOf([baseUnit(...names.map((name) => base(name)))])
    expect(names.map((name) => cacheOf(view, name)?.kind)).toEqual(names.map(() => 'invisible'))
  })

  test('is told to know more than the files where no XML names the image of a flat disk', () => {
    const flat = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw() })])
    expect(viewOf([used, flat]).accounting.cache?.withoutImage).toBe(1)
    expect(viewOf([flat, domains([uuid(2), IMAGE])]).accounting.cache?.withoutImage).toBe(0)
  })

  test('looks at blank disks only since the release that began to: the newest that XML names decides', () => {
    const names = ['swap_512', 'ephemeral_20_40d1d2c']
    const kinds = (...versions: readonly string[]) => {
      const known = versions.map((novaVersion, n) =>
        domainFacts({ uuid: uuid(n + 1), novaVersion, hasNoImage: true }),
      )
      const rows = known.map((_, n) => instanceUnit(uuid(n + 1), []))
      const view = viewOf([
        { ...domains(), domains: known },
        baseUnit(...names.map((name) => base(name, { mtimeMs: 0 }))),
        ...rows,
      ])
      return names.map((name) => cacheOf(view, name)?.kind)
    }
    expect(kinds('2014.1.3')).toEqual(['invisible', 'invisible'])
    expect(kinds('11.0.0', '17.0.13-1.el7')).toEqual(['removable', 'invisible'])
    expect(kinds('17.0.13', '23.0.0')).toEqual(['removable', 'removable'])
    expect(kinds()).toEqual(['removable', 'removable'])
  })

  test('counts the instances of every host that uses the storage: none is an orphan then', () => {
    const shared: UnitResult = {
      unit: { kind: 'top', path: INSTANCES },
      entries: [],
      computeNodes: [
        { host: 'one', seenMs: NOW - HOUR },
        { host: 'two', seenMs: NOW - 2 * HOUR },
        { host: 'gone', seenMs: NOW - 100 * HOUR },
      ],
    }
    const view = viewOf([domains([uuid(1)]), shared, used, instanceUnit(uuid(4), [])])
    expect(view.accounting.cache?.otherHosts).toEqual(['one', 'two'])
    expect(view.instances.filter(({ orphan }) => orphan)).toEqual([])
  })

  test('calls nobody an orphan while the XML of some domain is not understood', () => {
    const { fault } = new FormatError('invalid', 'domain.uuid', 0, says('a UUID'), says('nothing'))
    const malformed: UnitResult = {
      ...domains([uuid(1)]),
      textFaults: [{ path: 'etc/libvirt/qemu/2.xml', fault }],
    }
    const nameless = instanceUnit(uuid(2), [disk(uuid(2), 'disk', on(OTHER))])
    const view = viewOf([malformed, idle(NOW - 48 * HOUR), used, nameless])
    expect(view.instances.filter(({ orphan }) => orphan)).toEqual([])
    expect(view.accounting.nova?.instances).toBe(2)
    expect(cacheOf(view, OTHER)).toMatchObject({ kind: 'in-use', example: uuid(2) })
    const all = viewOf([domains([uuid(1)]), used, nameless])
    expect(all.instances.map(({ orphan }) => orphan)).toEqual([undefined, true])
    expect(all.findings.map(({ code }) => code)).toContain('orphan-folder')
  })

  test('is named by its own folder where that only begins like the instances_path', () => {
    const plan = planWith('')
    const layout = { ...plan.layout, recordedInstancesPath: '/srv/nova', instancesPath: 'nova' }
    const view = viewOf([], { ...plan, layout: { ...layout, basePath: 'nova2/_base' } })
    expect(view.accounting.cache?.path).toBe('/nova2/_base')
  })

  test('is said to be unknown where not everything was read', () => {
    const locked = entry(`${INSTANCES}/${uuid(9)}`, {
      type: 'directory',
      role: 'directory',
      fault: { code: 'permission', path: '', errno: 'EACCES' },
    })
    const view = viewOf([idle(NOW - 48 * HOUR), used, instanceUnit(uuid(9), [locked])])
    expect(cacheOf(view, OTHER)?.kind).toBe('unknown')
    expect(cacheOf(view, SHA1)?.kind).toBe('in-use')
  })
})
