import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { baseLog } from '../../shared/analysis/base-log.ts'
import type { NodeView } from '../../shared/analysis/model.ts'
import type { BaseRow } from '../../shared/analysis/rows/rows.ts'
import { sha1OfAscii } from '../../shared/nova/sha1.ts'
import { cacheText } from '../../shared/report/text/cache-text.ts'
import { type KnownInstance, type ManagedCache, runNova } from '../helpers/nova/nova.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../helpers/scan/node-view.ts'

const NOVA = 120_000
const HOUR = 3600
const DAY = 24 * HOUR
const IMAGE = '11111111-1111-4111-8111-111111111111'
const FLAT = '22222222-2222-4222-8222-222222222222'
const KERNEL = '33333333-3333-4333-8333-333333333333'
const UNTOLD = '44444444-4444-4444-8444-444444444444'
const BOOTED = sha1OfAscii(KERNEL) ?? ''
const [USED, OF_FLAT] = [IMAGE, FLAT].map((id) => sha1OfAscii(id) ?? '') as [string, string]
const [OLD, YOUNG, MOVED, ORPHAN, RESIZE] = ['c', 'd', 'e', 'f', '9'].map((digit) =>
  digit.repeat(40),
) as [string, string, string, string, string]
/** What a folder that is being deleted stands on, and what a base that is in use stands on. */
const [LEFT, LOWER] = ['7', '8'].map((digit) => digit.repeat(40)) as [string, string]
/** Under the copy of an instance that is not being resized any more, by the database. */
const CONFIRMED = '6'.repeat(40)
/** Of an image that only the database tells: an instance stands on another copy of it. */
const OF_UNTOLD = sha1OfAscii(UNTOLD) ?? ''

const uuid = (n: number) => `aaaaaaaa-0000-4000-8000-00000000000${n}`

/** Files of the cache with their ages in seconds. */
const CACHE: Readonly<Record<string, number>> = {
  [LEFT]: 40 * DAY,
  [LOWER]: 40 * DAY,
  [USED]: 40 * DAY,
  [OF_FLAT]: 40 * DAY,
  [OLD]: 2 * DAY,
  [YOUNG]: 2 * HOUR,
  [MOVED]: 40 * DAY,
  [ORPHAN]: 40 * DAY,
  [RESIZE]: 40 * DAY,
  [CONFIRMED]: 40 * DAY,
  [OF_UNTOLD]: 40 * DAY,
  [`${OF_UNTOLD}_20`]: 40 * DAY,
  ['z'.repeat(40)]: 2 * DAY,
  [`${USED}_sm`]: 40 * DAY,
  [`${USED}_20`]: 40 * DAY,
  [`${USED}_5`]: 40 * DAY,
  [`${OLD}_20`]: 2 * HOUR,
  [`${OLD}_30`]: HOUR / 6,
  [`${OLD}_sm`]: HOUR / 6,
  [BOOTED]: 40 * DAY,
  swap_512: 40 * DAY,
  swap_64: 40 * DAY,
  ephemeral_1_40d1d2c: 40 * DAY,
  swap_1024: 2 * DAY,
  swap_x: 2 * DAY,
  ephemeral_20_40d1d2c: 40 * DAY,
  ephemeral_30_40d1d2c: 40 * DAY,
  // Made while default_ephemeral_format was another.
  ephemeral_50_0706d66: 40 * DAY,
  ephemeral_40_default: 2 * HOUR,
  ephemeral_20_linux: 40 * DAY,
  [`${OLD}.part`]: 2 * DAY,
  [`${OLD}.info`]: 2 * DAY,
}

/** Disks of the folders below instances_path, each with the file of the cache below it. */
const DISKS: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  [uuid(1)]: {
    disk: USED,
    'disk.swap': 'swap_512',
    'disk.eph0': 'ephemeral_20_40d1d2c',
    'disk.eph1': 'ephemeral_30_40d1d2c',
  },
  [uuid(2)]: { disk: undefined, 'disk.swap': undefined, 'disk.eph0': undefined },
  [uuid(3)]: { disk: MOVED, 'disk.eph0': 'ephemeral_50_0706d66' },
  [`${uuid(3)}_resize`]: { disk: CONFIRMED },
  [uuid(4)]: { disk: ORPHAN },
  [uuid(5)]: { disk: USED },
  [`${uuid(5)}_resize`]: { disk: RESIZE },
  [`${uuid(6)}_del`]: { disk: LEFT },
  [uuid(7)]: { disk: `${OF_UNTOLD}_20` },
}

/** Of disks that stand on nothing. */
const FLAT_SIZES: Readonly<Record<string, string>> = { 'disk.swap': '64M', 'disk.eph0': '1G' }

/** Of these only the database knows whether they are used. */
const UNKNOWN = [BOOTED, RESIZE, CONFIRMED, OF_UNTOLD]

/** Only the database knows what this is made from. */
const KERNEL_LENGTH = 12_345

/** What Nova's database has; libvirt has a domain for each. */
const KNOWN: readonly KnownInstance[] = [
  { uuid: uuid(1), number: 1, image: IMAGE, swapMib: 512, ephemeralGib: [20, 30] },
  { uuid: uuid(2), number: 2, image: FLAT, kernel: KERNEL, swapMib: 64, ephemeralGib: [1] },
  { uuid: uuid(3), number: 3, image: IMAGE, ephemeralGib: [50] },
  { uuid: uuid(5), number: 5, image: IMAGE, state: 'resized' },
  { uuid: uuid(7), number: 7, image: UNTOLD },
]

function makeNode(root: string, conf: string): string {
  const instances = join(root, 'var/lib/nova/instances')
  const cache = join(instances, '_base')
  mkdirSync(cache, { recursive: true })
  const now = Date.now() / 1000
  for (const [name, age] of Object.entries(CACHE)) {
    if (name === MOVED) makeDisk(cache, name, LOWER)
    else
      writeFileSync(join(cache, name), Buffer.alloc(name === BOOTED ? KERNEL_LENGTH : 8192, name))
    utimesSync(join(cache, name), now - age, now - age)
  }
  for (const [folder, disks] of Object.entries(DISKS)) {
    mkdirSync(join(instances, folder))
    for (const [name, base] of Object.entries(disks)) makeDisk(join(instances, folder), name, base)
  }
  // A folder without a domain is an orphan only once it has been left alone for a day.
  for (const name of ['disk', '']) {
    utimesSync(join(instances, uuid(4), name), now - 2 * DAY, now - 2 * DAY)
  }
  writeFileSync(join(instances, uuid(2), 'kernel'), Buffer.alloc(KERNEL_LENGTH, 'k'))
  mkdirSync(join(root, 'etc/libvirt/qemu'), { recursive: true })
  for (const one of KNOWN) {
    writeFileSync(join(root, `etc/libvirt/qemu/${one.number}.xml`), domainXml(one))
  }
  mkdirSync(join(root, 'etc/nova'), { recursive: true })
  const format = '[DEFAULT]\ndefault_ephemeral_format = ext4\n'
  writeFileSync(join(root, 'etc/nova/nova.conf'), format + conf)
  return instances
}

function makeDisk(folder: string, name: string, base: string | undefined): void {
  if (base === undefined)
    qemuImg(folder, 'create', '-q', '-f', 'raw', name, FLAT_SIZES[name] ?? '1M')
  else {
    const options = ['-F', base === MOVED ? 'qcow2' : 'raw', '-b', `../_base/${base}`]
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...options, name)
  }
}

function domainXml({ uuid: id, number, image }: KnownInstance): string {
  const metadata = `<metadata>
    <nova:instance xmlns:nova="http://openstack.org/xmlns/libvirt/nova/1.1">
    <nova:root type="image" uuid="${image}"/></nova:instance></metadata>`
  // Before Juno there were none.
  return `<domain type="kvm"><name>instance-0000000${number}</name><uuid>${id}</uuid>
    ${image === UNTOLD ? '' : metadata}</domain>`
}

describe.each([
  { name: 'by default', conf: '', options: {} },
  {
    name: 'with ages of its own',
    conf: '[image_cache]\nremove_unused_original_minimum_age_seconds = 3600\nremove_unused_resized_minimum_age_seconds = 60\n',
    options: {
      'image_cache.remove_unused_original_minimum_age_seconds': 3600,
      'image_cache.remove_unused_resized_minimum_age_seconds': 60,
    },
  },
  {
    name: 'told to remove nothing',
    conf: '[image_cache]\nremove_unused_base_images = false\n',
    options: { 'image_cache.remove_unused_base_images': false },
  },
  {
    name: 'that is never run',
    conf: '[image_cache]\nmanager_interval = -1\n',
    options: { 'image_cache.manager_interval': -1 },
  },
])('a pass of the image cache manager, $name,', ({ conf, options }) => {
  const root = temporaryFolder()
  let view: NodeView
  let pass: ManagedCache
  let usageBefore = 0

  beforeAll(() => {
    const instancesPath = makeNode(root, conf)
    const cache = join(instancesPath, '_base')
    for (const name of Object.keys(CACHE)) usageBefore += statSync(join(cache, name)).blocks * 512
    view = viewOfFolder(root, {}, Date.now())
    ;[, pass] = runNova([
      { do: 'configure', instancesPath, options, images: {} },
      { do: 'manageCache', instances: KNOWN },
    ])
  }, NOVA)

  const stateOf = (row: BaseRow) => row.cache?.kind
  const named = (...states: readonly (string | undefined)[]) =>
    view.bases.filter((row) => states.includes(stateOf(row))).map(({ name }) => name)
  const isOld = ({ cache }: BaseRow) => (cache?.removableAtMs ?? Infinity) <= view.finishedAtMs

  const runs = !conf.includes('manager_interval = -1')
  const removes = runs && !conf.includes('remove_unused_base_images = false')

  test('removes what is called removable, and nothing else', () => {
    const gone = view.bases.filter(isOld).map(({ name }) => name)
    expect(
      Object.keys(CACHE)
        .filter((name) => !pass.left.includes(name) && !UNKNOWN.includes(name))
        .sort(),
    ).toEqual(gone.sort())
    // Of those that the database knows one is not used.
    const lost = UNKNOWN.filter((name) => !pass.left.includes(name))
    expect(lost).toEqual(removes ? [CONFIRMED] : [])
  })

  test('keeps what is called in use, for that reason', () => {
    const images = named('in-use').filter((name) => /^\w{40}/.test(name))
    const files = pass.active.filter((name) => name in CACHE)
    // What a kernel is made from, and whether a resize is confirmed, is not told by files.
    expect(named('unknown').sort()).toEqual(UNKNOWN.toSorted())
    const kept = UNKNOWN.filter((name) => name !== CONFIRMED)
    expect([...new Set(files)].sort()).toEqual(runs ? [...images, ...kept].sort() : [])
    // It renews the time of blank disks instead of listing them.
    const blanks = ['ephemeral_1_40d1d2c', 'ephemeral_20_40d1d2c', 'swap_512', 'swap_64']
    expect(
      named('in-use')
        .filter((name) => !images.includes(name))
        .sort(),
    ).toEqual(blanks)
  })

  test('logs of each file what was foretold, word by word', () => {
    for (const row of view.bases) {
      if (UNKNOWN.includes(row.name)) continue
      const path = `${root}/var/lib/nova/instances/_base/${row.name}`
      const ends = new RegExp(`[ (]${path.replaceAll('.', '\\.')}(?![\\w.])`)
      const lines = pass.log.filter((line) => ends.test(line) || line.includes(` ${row.name} `))
      const foretold = baseLog(row, view).map(({ level, text }) =>
        `${level} ${text}`.replaceAll('/var/lib/nova', `${root}/var/lib/nova`),
      )
      for (const line of foretold) {
        const isList = / base files: /.test(line)
        const found = lines.find((logged) => (isList ? listed(logged, line) : logged === line))
        expect(found, `${line}\nin\n${lines.join('\n')}`).toBeDefined()
      }
      // Then Nova says which image that is, or warns that there is none.
      const more = row.cache?.perhapsOfImage === true && runs ? 1 : 0
      expect(lines.length, row.name).toBe(foretold.length + more)
    }
  })

  test('never speaks of what is called invisible', () => {
    expect(named('invisible').sort()).toEqual(
      [`${USED}_5`, 'swap_x', 'ephemeral_20_linux', `${OLD}.part`, `${OLD}.info`].sort(),
    )
  })

  test('takes away from under an orphan, a second ephemeral disk and a base that is in use', () => {
    const unseen = [ORPHAN, LOWER, 'ephemeral_30_40d1d2c', 'ephemeral_50_0706d66'].sort()
    expect(named('unseen-only', 'orphans-only').sort()).toEqual(removes ? unseen : [])
    expect(named('orphans-only')).toEqual(removes ? [ORPHAN] : [])
    const warned = view.findings.filter(({ code }) => code === 'base-used-unseen')
    expect(warned.map(({ subject }) => subject.path.split('/').at(-1)).sort()).toEqual(
      removes ? unseen : [],
    )
    expect(unseen.filter((name) => pass.left.includes(name))).toEqual(removes ? [] : unseen)
  })

  test('takes away from under a deletion that was broken off, which is no loss', () => {
    expect(named('leftovers-only')).toEqual(removes ? [LEFT] : [])
    expect(pass.left.includes(LEFT)).toBe(!removes)
  })

  test('is told of in words that come true', () => {
    expect(named('kept', 'too-young', 'removable', 'unseen-only').length).toBeGreaterThan(0)
    expect(named('kept').length > 0).toBe(!removes)
    for (const name of named('kept')) expect(pass.left).toContain(name)
    const words = view.bases.map(({ cache }) => cacheText(cache, view.finishedAtMs))
    expect(words.some((text) => text.includes('removable'))).toBe(removes)
  })

  test('counts the space of the cache as Cowscope did', () => {
    const sum = view.bases.reduce((all, { allocated }) => all + allocated, 0)
    expect(sum).toBe(usageBefore)
    const left = view.bases.filter(({ name }) => pass.left.includes(name))
    expect(left.reduce((all, { allocated }) => all + allocated, 0)).toBe(pass.usage)
  })
})

/** Nova lists files behind one another in one line. */
function listed(logged: string, foretold: string): boolean {
  const [head = '', path = ''] = foretold.split(/(?<=: )/)
  return logged.startsWith(head) && logged.slice(head.length).split(' ').includes(path)
}
