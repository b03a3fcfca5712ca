// @vitest-environment jsdom
import { act, fireEvent, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import {
  CACHE_DEFAULTS,
  type CacheOptions,
} from '../../../../shared/analysis/accounting/cache/cache-options.ts'
import type { CacheOverview } from '../../../../shared/analysis/accounting/cache/cache-overview.ts'
import { parseGlanceConf } from '../../../../shared/glance/conf.ts'
import { parseNovaConf } from '../../../../shared/nova/conf.ts'
import { plainAccounting } from '../../../helpers/scan/plain-accounting.ts'
import { identified } from '../../../shared/report/sample-view.ts'
import { base, GiB, instance, nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openFold, openView, section } from '../../opened.tsx'

installLayout()

const cacheOf = (options: Partial<CacheOptions>, more: Partial<CacheOverview> = {}) => ({
  options: { ...CACHE_DEFAULTS, ...options },
  optionsAreKnown: true,
  path: '/var/lib/nova/instances/_base',
  withoutImage: 0,
  doubts: [],
  doubtCounts: {},
  otherHosts: [],
  ...more,
})
const withCache = (cache: CacheOverview) =>
  nodeView([instance(1)], { accounting: { ...plainAccounting, cache } })

describe('the image cache in the overview', () => {
  test('says the times of its options as they are, and how often it is looked through', async () => {
    const options = { originalMinimumAge: 900, resizedMinimumAge: 5400, managerInterval: 2400 }
    await openView(withCache(cacheOf(options)))
    expect(section('Image cache').textContent).toContain(
      'nova-compute removes bases that were unused for 15 minutes, resized ones after 90 minutes. It looks every 40 minutes.',
    )
  })

  test('promises no removal where the manager does not run', async () => {
    await openView(withCache(cacheOf({ managerInterval: -1, originalMinimumAge: 900 })))
    const text = section('Image cache').textContent
    expect(text).toContain('manager_interval is below 0')
    expect(text).not.toMatch(/unused for|15 minutes/)
  })

  test('says the same in Chinese', async () => {
    const view = withCache(cacheOf({ originalMinimumAge: 1800 }))
    await openView(view, { language: 'zh-CN', theme: 'light' })
    expect(section('镜像缓存').textContent).toContain(
      '会删除 30 分钟未被使用的基础镜像，已扩容的在 1 小时后删除。每 40 分钟检查一次。',
    )
  })

  test('says that options are defaults, and whose images and which hosts files do not tell', async () => {
    const more = {
      optionsAreKnown: false,
      withoutImage: 2,
      doubts: [],
      doubtCounts: {},
      otherHosts: ['cmp-2'],
    }
    await openView(withCache(cacheOf({}, more)))
    const text = section('Image cache').textContent
    expect(text).toContain("No nova.conf was read: these are Nova's defaults.")
    expect(text).not.toContain('refuses')
    expect(text).toContain('Of 2 instances files do not tell the image')
    expect(text).toContain('Instances of other hosts may use its bases: cmp-2.')
  })

  test('tells an option that Nova refuses from a nova.conf that is not there', async () => {
    await openView(withCache(cacheOf({}, { optionsAreKnown: false, refusesOption: true })))
    const text = section('Image cache').textContent
    expect(text).toContain('Nova refuses an option of the image cache in nova.conf')
    expect(text).not.toContain('No nova.conf was read')
  })

  test.each([
    ['en', 'Image cache', "Nova's configuration could not be read: these are Nova's defaults."],
    ['zh-CN', '镜像缓存', 'Nova 的配置无法读取：以下为 Nova 的默认值。'],
  ] as const)('tells a closed configuration from one that is not there (%s)', async (...told) => {
    const [language, title, sentence] = told
    const cache = cacheOf({}, { optionsAreKnown: false, isShut: true })
    await openView(withCache(cache), { language, theme: 'light' })
    const text = section(title).textContent
    expect(text).toContain(sentence)
    expect(text).not.toContain('nova.conf')
  })
})

test('the image cache names what leaves its bases open, but not what leaves open others', async () => {
  const doubts = [
    { path: 'i/a/disk', reason: 'link', about: 'images' },
    { path: 'i/a/disk.local', reason: 'unreadable', about: 'blanks' },
  ] as const
  const cache = cacheOf({}, { doubts, doubtCounts: { images: 2, blanks: 1 } })
  const unseen = { kind: 'unknown', class: 'original', why: 'unseen', unseenUsers: 0 } as const
  await openView({ ...withCache(cache), bases: [base(0, { cache: unseen })] })
  const text = section('Image cache').textContent
  expect(text).toContain(
    'i/a/disk is a symlink that was not followed, and may stand on any copy of an image.',
  )
  expect(text).toContain('1 more is not named.')
  expect(text).not.toContain('disk.local')
})

const layout = {
  ...nodeView([]).layout,
  novaConf: 'etc/nova/nova.conf',
  novaFiles: ['etc/nova/nova.conf', 'etc/nova/nova.conf.d/10-over.conf'],
  nova: parseNovaConf(
    '[DEFAULT]\nhost=cmp-1\ninstances_path=/srv/i\n[libvirt]\nimages_type=qcow2\nimages_rbd_pool=vms\nimages_volume_group=vg0\n',
  ),
  glanceConf: 'etc/glance/glance-api.conf',
  glance: parseGlanceConf(
    '[DEFAULT]\nenabled_backends=fast:file\nimage_cache_dir=/srv/cache\nscrubber_datadir=/srv/scrub\n[fast]\nfilesystem_store_datadirs=/srv/a:200\nfilesystem_store_datadirs=/srv/b\n[os_glance_staging_store]\nfilesystem_store_datadir=/srv/staging\n',
  ),
}

describe('the configuration in the overview', () => {
  test('says in short what stays in the folders, whose it is, and where instances lie', async () => {
    await openView(nodeView([instance(1)], { layout }))
    // Few come for it: its title alone is there at first.
    expect(section('Configuration').textContent).toBe('Configuration')
    await openFold('Configuration')
    const text = section('Configuration').textContent
    expect(text).toContain("Root disksin the instances' folders")
    expect(text).toMatch(/In the foldersdisk, disk\.local, disk\.eph0….*\*\.rescue/)
    expect(text).toMatch(/Hostcmp-1.*instances_path\/srv\/i/)
    expect(text).toContain('Read frometc/nova/nova.confetc/nova/nova.conf.d/10-over.conf')
    expect(text).not.toContain('vg0')
  })

  test('says that domains tell where instances lie, where no configuration does', async () => {
    const { nova: _, novaConf: __, novaFiles: ___, glance: ____, ...unread } = layout
    const named = { recordedInstancesPath: '/data/vms', isNamedByDomains: true } as const
    await openView(nodeView([instance(1)], { layout: { ...unread, ...named } }))
    await openFold('Configuration')
    const text = section('Configuration').textContent
    expect(text).toMatch(/instances_path\/data\/vmsThe domains of libvirt have their disks there/)
  })

  test('opens to every option, also one that its images_type has no use for, set apart from defaults', async () => {
    await openView(nodeView([instance(1)], { layout }))
    await openFold('Configuration')
    const part = section('Configuration')
    fireEvent.click(within(part).getByText('All options, 5 of them set'))
    await within(part).findByText("Nova's defaults")
    const text = part.textContent ?? ''
    const [set = '', defaults = ''] = text.slice(text.indexOf('Set in')).split("Nova's defaults")
    expect(set).toMatch(/libvirt\.images_rbd_poolvms.*libvirt\.images_volume_groupvg0/)
    expect(defaults).toMatch(/use_cow_imagesTrue.*image_cache\.manager_interval2400/)
    expect(set).not.toContain('use_cow_images')
  })

  test("says where Glance's stores and other folders are, and which of them comes first", async () => {
    await openView(nodeView([instance(1)], { layout }))
    const part = section('Image stores')
    expect(part.textContent).toMatch(/\/srv\/a · priority 200\/srv\/b · priority 0/)
    expect(part.textContent).toContain('Read frometc/glance/glance-api.conf')
    fireEvent.click(within(part).getByText('3 other folders of Glance'))
    await within(part).findByText('/srv/staging')
    expect(part.textContent).toMatch(/Cache of the API\/srv\/cache.*Scrubber\/srv\/scrub/)
  })
})

test('what is allocated opens to what it is for, and adds up to all of it', async () => {
  const space = {
    amortised: 9 * GiB,
    leftovers: 0,
    unusedCache: 2 * GiB,
    unknownCache: 0,
    others: 0,
    rest: GiB,
  }
  await openView(nodeView([instance(1)], { accounting: { ...plainAccounting, space } }))
  const part = section('Allocated')
  fireEvent.click(within(part).getByText('By use'))
  await within(part).findByText('Base files that no instance stands on')
  const cells = within(within(part).getAllByRole('table')[0] as HTMLElement).getAllByRole('row')
  expect(cells.map(({ textContent }) => textContent)).toEqual([
    'Instances, with their share of the bases below them9.00 GiB75%',
    'Base files that no instance stands on2.00 GiB17%',
    'The rest1.00 GiB8%',
  ])
})

test('what nothing uses is at least that where more is not known, and a dash says why', async () => {
  const space = {
    amortised: GiB,
    leftovers: 0,
    unusedCache: GiB,
    unknownCache: GiB,
    others: 0,
    rest: 0,
  }
  await openView(nodeView([instance(1)], { accounting: { ...plainAccounting, space } }))
  const part = section('Allocated')
  fireEvent.click(within(part).getByText('By use'))
  await within(part).findByText('Base files that no instance stands on')
  expect(part.textContent).toMatch(/no instance stands on≥ 1\.00 GiB.*it is not known1\.00 GiB/)
  expect(part.textContent).toMatch(/their share of the bases below them≥ 1\.00 GiB/)
  expect(part.textContent).not.toMatch(/not everything was seen/)
})

test('a dash for what nothing uses has its reason below', async () => {
  const space = { amortised: GiB, leftovers: 0, unknownCache: GiB, others: 0, rest: 0 }
  await openView(nodeView([instance(1)], { accounting: { ...plainAccounting, space } }))
  const part = section('Allocated')
  fireEvent.click(within(part).getByText('By use'))
  await within(part).findByText('Base files that no instance stands on')
  expect(part.textContent).toMatch(/no instance stands on–.*– How much .* not everything was seen/)
})

test('a base says what nova-compute takes it for, and what needs it unseen', async () => {
  const cache = {
    kind: 'unseen-only',
    class: 'resized',
    removableAtMs: 1,
    unseenUsers: 2,
  } as const
  const row = base(0, { cache })
  const { stores } = await openView({ ...withCache(cacheOf({})), bases: [row] })
  act(() => stores.view.getState().actions.select({ kind: 'image', path: row.id }))
  const text = section(/^Image cache/).textContent
  expect(text).toContain('takes it for an image that was resized for a flavor')
  expect(text).toContain('2 files or instances need it that nova-compute does not look at.')
})

test('an instance says on which ports its screens are, where its console goes, and its cards', async () => {
  const identity = {
    ...(identified.identity as NonNullable<typeof identified.identity>),
    graphics: [
      { type: 'vnc', listen: '0.0.0.0', port: '5901' },
      { type: 'spice', listen: '::', port: '5902' },
      { type: 'rdp', port: '3389' },
    ],
    consoles: [{ type: 'pty', path: '/dev/pts/3' }],
    nics: [{ mac: 'fa:16:3e:00:00:01', type: 'bridge', target: 'tap1', model: 'virtio' }],
  }
  const [disk] = identified.remoteDisks ?? []
  const remoteDisks = disk === undefined ? [] : [{ ...disk, format: 'raw' }]
  const row = instance(1, { identity, remoteDisks })
  const { stores } = await openView(nodeView([row]))
  act(() => stores.view.getState().actions.select({ kind: 'instance', path: row.id }))
  expect(section('Identity').textContent).toContain(
    'Graphicsvnc, listens on 0.0.0.0:5901spice, listens on [::]:5902rdp, port 3389Consolepty /dev/pts/3',
  )
  expect(section('Network cards').textContent).toContain('tap1bridge · virtio')
  expect(section('Outside of what was scanned').textContent).toMatch(/vdb.*raw/)
})
