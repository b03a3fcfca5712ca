import { describe, expect, test } from 'vitest'
import { parseNovaConf } from '../../../../shared/nova/conf.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { countedView, sampleView } from '../sample-view.ts'

describe('the setup of Nova, in the report for the terminal', () => {
  test('says in words what images_type means, and who shares the storage', () => {
    const view = sampleView()
    const layout = { ...view.layout, nova: parseNovaConf('[libvirt]\nimages_type=rbd\n') }
    const hosts = [
      { host: 'a\u001b', seenMs: view.finishedAtMs - 7_200_000, active: true, self: true },
      { host: 'b', seenMs: view.finishedAtMs - 864_000_000, active: false, self: false },
      { host: 'c', seenMs: view.finishedAtMs - 720_000, active: true, self: false },
      { host: 'd', seenMs: view.finishedAtMs - 5000, active: true, self: false },
    ]
    const text = nodeText({ ...view, layout, storage: { fileSystems: [], hosts } })
    expect(text).toMatch(/^images_type +rbd: disks are images in Ceph; console\.log/m)
    expect(text).toMatch(/^images_rbd_pool +rbd$/m)
    expect(text).toMatch(/^Host a\\x1b +seen 2 h before the scan, active, this host$/m)
    expect(text).toMatch(/^Host b +seen 10 days before the scan, no longer counted$/m)
    expect(text).toMatch(/^Host c +seen 12 min before the scan, active$/m)
    expect(text).toMatch(/^Host d +seen less than 1 min before the scan, active$/m)
  })

  test('says what the options of the image cache come to, in the times that they give', () => {
    const view = sampleView()
    const textWith = (options: string) => {
      const nova = parseNovaConf(`[image_cache]\n${options}`)
      return nodeText({ ...view, layout: { ...view.layout, nova } })
    }
    const ages =
      'remove_unused_original_minimum_age_seconds=1800\nremove_unused_resized_minimum_age_seconds=900\n'
    expect(textWith(ages)).toMatch(
      /^image cache +_base: unused bases are removed after 30 min, resized ones after 15 min, at passes 40 min apart$/m,
    )
    expect(textWith(`${ages}manager_interval=-1\n`)).toMatch(
      /^image cache +_base: manager_interval is below 0, so that nothing is removed$/m,
    )
    expect(textWith(`${ages}manager_interval=0\n`)).toMatch(/passes 1 min apart$/m)
    expect(textWith('remove_unused_base_images=no\n')).toMatch(/_base: unused bases are kept$/m)
  })

  test('says when the image cache lets a base go', () => {
    const view = countedView()
    const text = nodeText(view)
    expect(text).toMatch(/removable in 3 h/)
    expect(text).not.toMatch(/only the database knows|may be used by instances of/)
    const bases = view.bases.map((row) => ({
      ...row,
      cache: { kind: 'kept', unseenUsers: 0 } as const,
    }))
    const kept = nodeText({ ...view, bases })
    expect(kept).toMatch(/unused, never removed/)
    expect(kept).not.toMatch(/removable/)
  })

  test('says of bases whose use only others know who that is', () => {
    const view = countedView()
    const { accounting } = view
    const others = view.bases.map((row) => ({
      ...row,
      cache: { kind: 'unknown', unseenUsers: 0, why: 'hosts' } as const,
    }))
    const shared = nodeText({ ...view, bases: others })
    expect(shared).toMatch(/^Bases +may be used by instances of two$/m)
    const cache = accounting.cache && { ...accounting.cache, withoutImage: 2, otherHosts: [] }
    const unknown = { kind: 'unknown', unseenUsers: 0, why: 'database' } as const
    const open = view.bases.map((row) => ({ ...row, cache: unknown }))
    const unsure = nodeText({
      ...view,
      bases: open,
      accounting: { ...accounting, ...(cache && { cache }) },
    })
    expect(unsure).toMatch(
      /^Bases +unknown: only the database tells from which image 2 instances are made$/m,
    )
  })
})
