// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { CacheDoubt } from '../../../../shared/analysis/accounting/cache/cache-doubt.ts'
import { CACHE_DEFAULTS } from '../../../../shared/analysis/accounting/cache/cache-options.ts'
import type { BaseRow } from '../../../../shared/analysis/rows/rows.ts'
import { accounting, openNode, rowOf } from '../../accounted.tsx'
import { base, instance } from '../../data.ts'
import { installLayout, type renderApp } from '../../dom.tsx'
import { fail, ok } from '../../fake-api.ts'
import { details } from '../../opened.tsx'

installLayout()

const HOUR = 3600_000
/** An image cache of which everything is known, but for what its manager is told to do. */
const knownCache = {
  path: '/b',
  optionsAreKnown: true,
  withoutImage: 0,
  otherHosts: [],
  doubts: [],
  doubtCounts: {},
}

async function showBase(row: BaseRow, answers: Parameters<typeof renderApp>[0] = {}) {
  const app = await openNode(
    { 'image:inspect': () => fail('internal'), ...answers },
    { bases: [row] },
  )
  fireEvent.click(screen.getByRole('button', { name: /^Base files ?\d+$/ }))
  fireEvent.click(rowOf(row.name))
  return app
}

describe('a base', () => {
  const waiting = base(2, {
    users: 2,
    cache: {
      kind: 'too-young',
      class: 'original',
      removableAtMs: 1000 + 3 * HOUR,
      unseenUsers: 0,
    },
  })

  test('tells what is lost with it before the image cache of Nova has its say', async () => {
    await showBase(waiting)
    const titles = within(details()).getAllByRole('heading', { level: 3 })
    const order = titles.map(({ textContent }) => textContent ?? '')
    const lost = order.findIndex((title) => title.startsWith('If it is lost'))
    const cache = order.findIndex((title) => title.startsWith('Image cache'))
    expect(lost).toBeGreaterThan(0)
    expect(cache).toBeGreaterThan(lost)
  })

  test('says of a time that has passed that Nova may delete it since then', async () => {
    const cache = { ...waiting.cache, kind: 'removable', unseenUsers: 0, removableAtMs: 1 } as const
    await showBase({ ...waiting, cache })
    expect(details().textContent).toContain('Nova may delete it at any time since 1970-01-01 00:00')
  })

  test('says when nova-compute removes it, in its log’s words, and why that may turn out otherwise', async () => {
    await showBase(waiting)
    expect(rowOf(waiting.name).textContent).toContain('Removable in 3 h')
    const text = details().textContent
    expect(text).toMatch(/waits until it was unused for 24 hours/)
    expect(text).toMatch(/Nova may delete it from 1970-01-0\d [\d:]+ UTC\S* on/)
    expect(text).toContain(`INFO Base, swap or ephemeral file too young to remove: `)
  })

  test('that other hosts on the storage may use is not known to go, and says whose instances may keep it', async () => {
    await showBase(base(2, { cache: { kind: 'unknown', why: 'hosts', unseenUsers: 0 } }))
    const text = details().textContent
    expect(text).toMatch(/one of their instances may be made from it, which only Nova's database/)
    expect(text).toMatch(/Other hosts share this storage.*two/)
    expect(text).not.toMatch(/Removable|deletes it/)
  })

  test('that something unread may use too tells of all its users at least, and of no part of each', async () => {
    await showBase({ ...waiting, isUsersAtLeast: true })
    const text = details().textContent
    expect(text).toMatch(/Used by≥ 2 instances/)
    expect(text).toMatch(/Overlays≥ \d/)
    expect(text).toMatch(/Overlay sum≥ /)
    expect(text).toMatch(/If it is lost, at least \d instances? do(es)? not start/)
    expect(text).toMatch(/≥ [^ ]+ \w+ in their overlays\. At least: what was not read/)
    expect(text).toMatch(/breaks at least \d files?/)
    expect(within(details()).getByTitle('What was not read may use it too.')).not.toBeNull()
  })

  test('that nothing seen uses, and something unread may, is not called unused', async () => {
    const none = { overlays: [], users: 0, dependants: { instances: [], others: [] } }
    const cache = { kind: 'unknown', class: 'original', why: 'unseen', unseenUsers: 0 } as const
    await showBase({ ...waiting, ...none, cache, isUsersAtLeast: true })
    expect(details().textContent).not.toMatch(/No overlay that was scanned stands on it/)
  })

  test('that only a header leaves open which its guest wrote is told so, and not that something was not read', async () => {
    const cache = { kind: 'unknown', class: 'original', why: 'unseen', unseenUsers: 0 } as const
    const doubt = {
      path: 'i/disk',
      reason: 'header',
      about: 'named',
      names: [waiting.name],
    } as const
    const known = { ...accounting, cache: { ...knownCache, options: CACHE_DEFAULTS } }
    const withDoubts = (doubts: readonly CacheDoubt[]) =>
      openNode(
        { 'image:inspect': () => fail('internal') },
        {
          bases: [{ ...waiting, cache }],
          accounting: { ...known, cache: { ...known.cache, doubts, doubtCounts: { named: 1 } } },
        },
      )
    await withDoubts([doubt])
    fireEvent.click(screen.getByRole('button', { name: /^Base files ?\d+$/ }))
    fireEvent.click(rowOf(waiting.name))
    expect(details().textContent).toMatch(/the header of a disk that is raw to its domain names it/)
    expect(details().textContent).not.toMatch(/Not everything could be read/)
  })

  test('counts the files elsewhere that stand on it, and those that are not listed', async () => {
    const others = Array.from({ length: 8 }, (_, at) => {
      return { path: `copies/${at}`, allocated: 4096, disks: 1 }
    })
    await showBase({ ...waiting, dependants: { ...waiting.dependants, others } })
    const list = within(details())
    expect(list.getAllByTitle(/^copies\/\d$/)).toHaveLength(6)
    // A path that is too long is cut before its end.
    expect(list.getByTitle('copies/0').querySelector('[data-path-end]')?.textContent).toBe('/0')
    list.getByText('2 more')
    expect(list.getByText(/^Not in an instance/).textContent).toMatch(/ 8$/)
  })

  test('is used by instances, and by what is left of some, which are counted apart', async () => {
    const [one, two] = waiting.dependants.instances
    const [resized, aside] = [instance(7), instance(8)].map(({ uuid }) => uuid)
    const left = [
      { path: `instances/${resized}_resize`, kind: 'resize', allocated: 4096, disks: 1 },
      {
        path: `instances/cowscope-aside-2026-01-01/${aside}`,
        kind: 'aside',
        allocated: 1,
        disks: 1,
      },
    ] as const
    const instances = [one, two, ...left].filter((dependant) => dependant !== undefined)
    const dependants = { ...waiting.dependants, instances }
    await showBase({ ...waiting, users: 4, dependants })
    expect(details().textContent).toMatch(/Used by2 instances and 2 leftovers/)
  })

  test('that only the database decides on is not called unused, and it is said why', async () => {
    const cache = { kind: 'unknown', class: 'original', why: 'database', unseenUsers: 0 } as const
    await showBase({ ...waiting, cache })
    const text = details().textContent
    expect(text).toMatch(/only Nova's database tells: then nova-compute keeps it/)
    expect(text).toMatch(/Of 1 instance neither an overlay nor an XML tells the image/)
    expect(text).not.toMatch(/next pass of nova-compute deletes/)
  })

  test('under the copy of a resize is neither called used nor unused', async () => {
    const cache = { kind: 'unknown', class: 'original', why: 'resize', unseenUsers: 0 } as const
    await showBase({ ...waiting, cache })
    const text = details().textContent
    expect(text).toMatch(/Only copies stand on it that wait for a resize to be confirmed/)
    expect(text).toMatch(/Glance image/)
    expect(text).not.toMatch(/neither an overlay nor an XML|Nothing that was seen uses it/)
  })

  test('that Nova never looks at is not said to be kept for a root disk on it', async () => {
    const cache = { kind: 'invisible', by: 'root-disk', example: 'u', unseenUsers: 0 } as const
    await showBase({ ...waiting, cache })
    expect(details().textContent).toMatch(/By its name nova-compute never looks at it/)
    expect(details().textContent).not.toMatch(/the root disk of u stands on it/)
  })

  test('that is a blank disk is of no image', async () => {
    await showBase({ ...waiting, base: { kind: 'ephemeral', gib: 20, fileSystem: 'ext4' } })
    expect(details().textContent).toMatch(/Ephemeral, 20 GiB ext4/)
    expect(details().textContent).not.toMatch(/Glance image/)
  })

  test('that something unseen may stand on is told with its name', async () => {
    const doubts = [{ path: 'i/u/disk', reason: 'link', about: 'images' }] as const
    const cache = accounting.cache && {
      ...accounting.cache,
      doubts,
      doubtCounts: { images: 3, blanks: 2 },
    }
    const unknown = { kind: 'unknown', class: 'original', why: 'unseen', unseenUsers: 0 } as const
    const row = base(0, { cache: unknown, users: 0 })
    await openNode(
      { 'image:inspect': () => fail('internal') },
      { bases: [row], accounting: { ...accounting, ...(cache && { cache }) } },
    )
    fireEvent.click(screen.getByRole('button', { name: /^Base files ?\d+$/ }))
    fireEvent.click(rowOf(row.name))
    expect(details().textContent).toMatch(
      /A symlink was not followed, .* may stand on this: i\/u\/disk/,
    )
    expect(details().textContent).toMatch(/2 more of which nobody can tell/)
    expect(details().textContent).toMatch(/Used by– None was seen; whether any uses it/)
    expect(details().textContent).toMatch(/Per user– None was seen; whether any uses it/)
    expect(details().textContent).not.toMatch(/No instance uses it/)
  })

  test('that the options keep is not called removable, and the option is named', async () => {
    const options = { ...CACHE_DEFAULTS, removeUnused: false }
    const cache = { kind: 'kept', class: 'original', unseenUsers: 0, isOld: true } as const
    const kept = base(2, { cache })
    await openNode(
      { 'image:inspect': () => fail('internal') },
      { bases: [kept], accounting: { ...accounting, cache: { ...knownCache, options } } },
    )
    fireEvent.click(screen.getByRole('button', { name: /^Base files ?\d+$/ }))
    expect(rowOf(kept.name).textContent).toContain('Unused, kept')
    fireEvent.click(rowOf(kept.name))
    expect(details().textContent).toMatch(/remove_unused_base_images is off/)
    expect(details().textContent).not.toMatch(/[Rr]emovable now|next pass of nova-compute deletes/)
  })

  test('that only one of several hosts keeps is not said to be removed by none', async () => {
    const values = [
      { host: 'compute-07', value: 'false' },
      { host: 'compute-08', value: 'true' },
    ]
    const option = 'image_cache.remove_unused_base_images'
    const options = { ...CACHE_DEFAULTS, removeUnused: false }
    const overview = { ...knownCache, options, differing: [{ option, values }] }
    const cache = { kind: 'kept', class: 'original', unseenUsers: 0, isOld: true } as const
    const kept = base(2, { cache })
    await openNode(
      { 'image:inspect': () => fail('internal') },
      { bases: [kept], accounting: { ...accounting, cache: overview } },
    )
    fireEvent.click(screen.getByRole('button', { name: /^Base files ?\d+$/ }))
    fireEvent.click(rowOf(kept.name))
    expect(details().textContent).toMatch(/the most careful of the hosts it stays; the others/)
    expect(details().textContent).not.toMatch(/removes nothing here|nothing is deleted/)
  })

  test('says beside what its deletion frees that it breaks the disks on it', async () => {
    await showBase(waiting)
    expect(details().textContent).toMatch(/Freed if deleted1\.00 GiB.*bytesbreaks 2 files/)
  })

  test('that nothing stands on breaks nothing', async () => {
    await showBase(base(0, { users: 0 }))
    expect(details().textContent).toMatch(/Freed if deleted1\.00 GiB/)
    expect(details().textContent).not.toMatch(/breaks/)
  })

  test('lists who does not start without it, by project and flavor, to be copied', async () => {
    const { api } = await showBase(waiting, { 'text:copy': () => ok(undefined) })
    within(details()).getByRole('heading', { name: /If it is lost, 2 instances do not start/ })
    within(details()).getByRole('heading', { name: /project not known · flavor not known/ })
    // What can be done with them stands ahead of them all.
    expect(details().textContent).toMatch(/Copy as a list.*project not known.*web-1/)
    fireEvent.click(within(details()).getByRole('button', { name: 'Copy as a list' }))
    await screen.findByText('List copied')
    const copied = api.requests.find(([channel]) => channel === 'text:copy')?.[1]
    expect(copied).toBe(`${instance(1).uuid}\tweb-1\t\t\n${instance(2).uuid}\tweb-2\t\t\n`)
  })
})
