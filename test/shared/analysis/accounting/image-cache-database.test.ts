import { describe, expect, test } from 'vitest'
import { cacheUsers } from '../../../../shared/analysis/accounting/cache/cache-users.ts'
import { baseLog } from '../../../../shared/analysis/base-log.ts'
import type { UnitResult } from '../../../../shared/scan/model.ts'
import {
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
  NOW,
  OTHER,
  on,
  planWith,
  SHA1,
  viewOf,
} from './accounted-node.ts'

describe('a file of the image cache of which the database says more', () => {
  test('names ephemeral disks by its configuration, whatever they stand on', () => {
    const names = ['40d1d2c', '0706d66', 'default'].map((tag) => `ephemeral_20_${tag}`)
    const bases = baseUnit(...names.map((name) => base(name, { mtimeMs: 0 })))
    const kinds = (conf: string, ...disks: Parameters<typeof instanceUnit>[1]) => {
      const view = viewOf([bases, instanceUnit(uuid(1), disks)], planWith(conf))
      return names.map((name) => cacheOf(view, name)?.kind)
    }
    const overlay = (name = '') => disk(uuid(1), 'disk.eph0', on(name))
    const flat = disk(uuid(1), 'disk.eph0', { image: raw(20 * GiB) })
    const ext4 = 'default_ephemeral_format = ext4'
    // Where it has a command of its own, nobody knows the name of what it makes from here on.
    const own = 'virt_mkfs = linux=mkfs.ext4 %(target)s'
    expect(kinds(ext4, overlay(names[0]))).toEqual(['in-use', 'removable', 'removable'])
    expect(kinds(ext4, overlay(names[1]))).toEqual(['in-use', 'unseen-only', 'removable'])
    expect(kinds('', overlay(names[0]))).toEqual(['unseen-only', 'in-use', 'removable'])
    expect(kinds('', overlay(names[2]))).toEqual(['removable', 'in-use', 'unseen-only'])
    expect(kinds('', flat)).toEqual(['removable', 'in-use', 'removable'])
    expect(kinds(own, overlay(names[0]))).toEqual(['in-use', 'removable', 'removable'])
    expect(kinds(own, overlay(names[2]))).toEqual(['unknown', 'unknown', 'unseen-only'])
    expect(kinds(own, flat)).toEqual(['unknown', 'unknown', 'removable'])
    const odd = disk(uuid(1), 'disk.eph0', { image: raw(20 * GiB + 512) })
    expect(kinds(ext4, odd)).toEqual(['unknown', 'removable', 'removable'])
    expect(kinds(own, odd)).toEqual(['unknown', 'unknown', 'removable'])
  })

  test('names them as each of the hosts that share a folder is configured, whose they are or not', () => {
    const overlay = disk(uuid(1), 'disk.eph0', on('ephemeral_20_40d1d2c'))
    const { instances } = viewOf([instanceUnit(uuid(1), [overlay])])
    const used = (...tags: readonly string[]) => {
      const { blankUser } = cacheUsers(instances, tags)
      return ['40d1d2c', '0706d66', '310201b'].map((tag) => blankUser(`ephemeral_20_${tag}`))
    }
    expect(used('40d1d2c')).toEqual([uuid(1), undefined, undefined])
    expect(used('40d1d2c', '0706d66')).toEqual([uuid(1), uuid(1), undefined])
  })

  test('does not call a copy of an image unused on another copy of which an instance stands', () => {
    const names = [SHA1, `${SHA1}_sm`, `${SHA1}_20`, OTHER]
    const bases = baseUnit(...names.map((name) => base(name, { mtimeMs: 0 })))
    const overlay = instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(`${SHA1}_20`))])
    const kinds = (...units: readonly UnitResult[]) => {
      const view = viewOf([bases, overlay, ...units])
      return names.map((name) => cacheOf(view, name)?.kind)
    }
    expect(kinds()).toEqual(['unknown', 'unknown', 'in-use', 'removable'])
    // Its XML says that it was made from another image.
    const moved = domains([uuid(1), IMAGE.replace('8', '9')])
    expect(kinds(moved)).toEqual(['removable', 'removable', 'in-use', 'removable'])
  })

  test('keeps a base under the copy of a resize only while the database says so', () => {
    const folder = instanceUnit(`${uuid(1)}_resize`, [])
    const overlay = entry(`${INSTANCES}/${uuid(1)}_resize/disk`, { role: 'disk', ...on(OTHER) })
    const resize = { ...folder, entries: [...folder.entries, overlay] }
    const units = [baseUnit(base(OTHER, { mtimeMs: 0 })), resize]
    expect(cacheOf(viewOf(units), OTHER)?.kind).toBe('leftovers-only')
    const known = [instanceUnit(uuid(1), []), domains([uuid(1), IMAGE])]
    const view = viewOf([...units, ...known])
    expect(cacheOf(view, OTHER)).toMatchObject({ kind: 'unknown', why: 'resize', unseenUsers: 0 })
    // Nova also looks at a folder that is named as those before Folsom were.
    const legacy = 'instance-0000002a'
    const copy = instanceUnit(`${legacy}_resize`, [])
    const renamed = resize.entries.map((one) => ({
      ...one,
      path: one.path.replace(uuid(1), legacy),
    }))
    const older = viewOf([
      ...units.slice(0, 1),
      { ...copy, entries: renamed.slice(-1) },
      instanceUnit(uuid(1), []),
      {
        ...domains(),
        domains: [domainFacts({ uuid: uuid(1), libvirtName: legacy, hasNoImage: true })],
      },
    ])
    expect(cacheOf(older, OTHER)).toMatchObject({ kind: 'unknown', why: 'resize' })
  })

  test('is exclusive to nobody while another instance may be made from it, which no file tells', () => {
    const overlay = instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1))])
    const flat = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw(GiB) })])
    const units = [baseUnit(base(SHA1, { allocated: 4 * GiB, mtimeMs: 0 })), overlay, flat]
    const exclusive = (...more: readonly UnitResult[]) =>
      viewOf([...units, ...more]).instances.map(({ sizes }) => sizes?.exclusive)
    const [own = 0] = exclusive(domains([uuid(1), IMAGE], [uuid(2), IMAGE]))
    expect(own).toBeLessThan(GiB)
    expect(exclusive()[0]).toBe(own)
    const another = IMAGE.replace('8', '9')
    expect(exclusive(domains([uuid(1), IMAGE], [uuid(2), another]))[0]).toBe(own + 4 * GiB)
    // A folder that Nova does not know keeps nothing.
    expect(exclusive(domains([uuid(1), IMAGE]))[0]).toBe(own + 4 * GiB)
  })

  test('is said to be at least exclusive, where it may go along after all', () => {
    const overlay = instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1))])
    const bases = baseUnit(base(SHA1, { allocated: 4 * GiB, mtimeMs: 0 }))
    const row = (...more: readonly UnitResult[]) => viewOf([bases, overlay, ...more]).instances[0]
    const isLeast = (...more: readonly UnitResult[]) =>
      [row(...more)?.sizes, row(...more)?.disks[0]?.sizes].map((sizes) => {
        expect(sizes?.exclusive).toBeLessThan(sizes?.isExclusiveAtLeast ? GiB : 5 * GiB)
        return sizes?.isExclusiveAtLeast === true
      })
    expect(isLeast()).toEqual([false, false])
    const second = (name: string) => instanceUnit(uuid(2), [disk(uuid(2), 'disk', on(name))])
    const flat = instanceUnit(uuid(2), [disk(uuid(2), 'disk', { image: raw(GiB) })])
    expect(isLeast(flat)).toEqual([true, true])
    // Nova keeps it for that one: it does not go, and nothing is left open.
    const both = domains([uuid(1), IMAGE], [uuid(2), IMAGE])
    expect(isLeast(flat, both)).toEqual([false, false])
    expect(row(flat, both)?.sizes?.exclusive).toBeLessThan(GiB)
    // An instance on another copy of the image keeps all of them, if it is of that image.
    expect(isLeast(second(`${SHA1}_20`))).toEqual([true, true])
    expect(isLeast(second(OTHER))).toEqual([false, false])
    const another = domains([uuid(1), IMAGE], [uuid(2), IMAGE.replace('8', '9')])
    expect(isLeast(second(`${SHA1}_20`), another)).toEqual([false, false])
  })

  test('is at least exclusive while other hosts on the storage may keep it', () => {
    const overlay = instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(SHA1))])
    const bases = baseUnit(base(SHA1, { allocated: 4 * GiB, mtimeMs: 0 }))
    const hosts = ['one', 'two'].map((host) => ({ host, seenMs: NOW - HOUR }))
    const top = {
      unit: { kind: 'top', path: INSTANCES },
      entries: [],
      computeNodes: hosts,
    } as const
    const exclusive = (...more: readonly UnitResult[]) =>
      viewOf([bases, overlay, ...more]).instances[0]?.sizes
    expect(exclusive()?.isExclusiveAtLeast).toBeUndefined()
    expect(exclusive(top)?.isExclusiveAtLeast).toBe(true)
    const [alone, shared] = [exclusive(), exclusive(top)]
    expect((alone?.exclusive ?? 0) - (shared?.exclusive ?? 0)).toBe(4 * GiB)
  })

  test('lists in its log a file that it does not look at, where a root disk stands on it', () => {
    const view = viewOf([
      baseUnit(base(`${OTHER}_5`)),
      instanceUnit(uuid(1), [disk(uuid(1), 'disk', on(`${OTHER}_5`))]),
    ])
    const [row] = view.bases
    expect(row?.cache?.kind).toBe('invisible')
    const path = `/var/lib/nova/instances/_base/${OTHER}_5`
    expect(row && baseLog(row, view)).toEqual([
      { level: 'INFO', text: `Active base files: ${path}` },
    ])
  })
})
