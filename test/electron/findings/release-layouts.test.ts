import { rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { qcow2Extension } from '../../helpers/images/qcow2-head.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
  sha1,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { lines, node, viewOf } from '../../helpers/trees/spoiled-node.ts'

const BACKING_FORMAT = 0xe2792aca
const GIB = 2 ** 30

/** How a release laid out an instance; what it did not have yet is left out. */
interface Release {
  readonly name: string
  /** As its domains tell it; none before Juno, which had no metadata. */
  readonly version?: string
  /** Its instances have folders called by libvirt's name. */
  readonly folder?: string
  readonly libvirtXml: boolean
  readonly diskInfo: boolean
  /** Since Ussuri, so that nobody has to guess. */
  readonly backingFormat: boolean
  readonly ephemeral: string
  readonly beside: readonly string[]
}

const OLD = { libvirtXml: true, diskInfo: false, backingFormat: false }

const RELEASES: readonly Release[] = [
  { ...OLD, name: 'Essex', folder: 'instance-00000001', ephemeral: 'default', beside: ['.sha1'] },
  { ...OLD, name: 'Grizzly', ephemeral: 'default', beside: ['.info'] },
  {
    ...OLD,
    name: 'Juno',
    version: '2014.2.4',
    diskInfo: true,
    ephemeral: '40d1d2c',
    beside: ['.info'],
  },
  {
    ...OLD,
    name: 'Train',
    version: '20.6.1',
    libvirtXml: false,
    diskInfo: true,
    ephemeral: '40d1d2c',
    beside: [],
  },
  {
    name: '2026.1',
    version: '33.0.0',
    libvirtXml: false,
    diskInfo: true,
    backingFormat: true,
    ephemeral: '40d1d2c',
    beside: [],
  },
]

const FLAVOR =
  '<nova:flavor name="m"><nova:disk>1</nova:disk><nova:ephemeral>1</nova:ephemeral></nova:flavor>'

/** A healthy node as a release left it: two overlays on two bases. Returns the folder of its instance. */
function asReleased(made: SmallNode, release: Release): string {
  const { ephemeral, beside, folder = UUID } = release
  const at = `${INSTANCES}/${folder}`
  const blank = `${INSTANCES}/_base/ephemeral_1_${ephemeral}`
  for (const path of [FOLDER, DOMAIN]) rmSync(made.path(path), { recursive: true })
  made.write(`${at}/console.log`, 'booting\n')
  made.make('raw', blank, '1G')
  for (const ending of beside) made.write(`${BASE}${ending}`, sha1(IMAGE))
  overlay(made, `${at}/disk`, BASE, release)
  overlay(made, `${at}/disk.local`, blank, release)
  const formats = { [`/${at}/disk`]: 'qcow2', [`/${at}/disk.local`]: 'qcow2' }
  if (release.diskInfo) made.write(`${at}/disk.info`, JSON.stringify(formats))
  describeAs(made, release, at, 'qcow2')
  return at
}

/** The domain of it, where the release kept that. */
function describeAs(made: SmallNode, release: Release, at: string, format: string): void {
  const { version } = release
  const xml = domainXml(1, UUID, { disk: format, 'disk.local': format }, IMAGE, FLAVOR)
  const moved = xml.replaceAll(`/${FOLDER}/`, `/${at}/`)
  const text =
    version === undefined
      ? moved.replace(/<metadata>.*<\/metadata>/s, '')
      : moved.replace('version="26.2.2"', `version="${version}"`)
  made.write(DOMAIN, text)
  if (release.libvirtXml) made.write(`${at}/libvirt.xml`, text)
}

function overlay(made: SmallNode, path: string, base: string, { backingFormat }: Release): void {
  made.make('qcow2', path, `${GIB}`, '-u', '-F', 'raw', '-b', `/${base}`)
  if (backingFormat) return
  // An extension that nobody knows is passed over: what is left records no format.
  made.patch(path, qcow2Extension(made.path(path), BACKING_FORMAT), 0x12, 0x34, 0x56, 0x78)
}

const storages: readonly (readonly [string, (made: SmallNode) => void])[] = [
  ['a disk of the host', () => undefined],
  [
    'a share of two hosts',
    (made) => {
      const now = Date.now() / 1000
      made.write(`${INSTANCES}/compute_nodes`, JSON.stringify({ one: now, two: now - 300 }))
    },
  ],
]

describe.each(RELEASES)('an instance as $name left it', (release) => {
  test.each(storages)('on %s has nothing but what the release itself left open', (_, more) => {
    const made = node()
    const folder = asReleased(made, release)
    more(made)
    const told = ['disk', 'disk.local'].map(
      (name) => `warning backing-format-missing ${folder}/${name}`,
    )
    // No domain tells the release before Juno: a Nova that clears blank disks is reckoned with.
    const blank = `high base-used-unseen ${INSTANCES}/_base/ephemeral_1_default`
    const expected = release.version === undefined ? [blank, ...told] : told
    expect(lines(made)).toEqual(release.backingFormat ? [] : expected)
  })

  test('is healthy where images_type is raw', () => {
    const made = node()
    const folder = asReleased(made, release)
    made.write('etc/nova/nova.conf', '[libvirt]\nimages_type = raw\n')
    for (const name of ['disk', 'disk.local']) made.make('raw', `${folder}/${name}`, `${GIB}`)
    const formats = { [`/${folder}/disk`]: 'raw', [`/${folder}/disk.local`]: 'raw' }
    if (release.diskInfo) made.write(`${folder}/disk.info`, JSON.stringify(formats))
    describeAs(made, release, folder, 'raw')
    expect(lines(made)).toEqual([])
  })
})

test('an instance of Diablo is known by its name: its XML has no UUID, and its options are flags', () => {
  const made = node()
  const release = {
    ...OLD,
    name: 'Diablo',
    folder: 'instance-00000001',
    ephemeral: 'default',
    beside: [],
  }
  const folder = asReleased(made, release)
  const xml = domainXml(1, UUID, { disk: 'qcow2', 'disk.local': 'qcow2' }, IMAGE)
  const own = xml.replace(/<uuid>.*<\/metadata>/s, '').replaceAll(`/${FOLDER}/`, `/${folder}/`)
  rmSync(made.path(DOMAIN))
  made.write(`${folder}/libvirt.xml`, own)
  made.write(
    'etc/nova/nova.conf',
    `# flags\n--instances_path=/${INSTANCES}\n--nouse_cow_images\n--verbose\n`,
  )
  const { findings, bases, instances, layout } = viewOf(made)
  expect(layout.nova).toMatchObject({ instancesPath: `/${INSTANCES}`, useCowImages: false })
  expect(findings.filter(({ code }) => code === 'text-fault')).toEqual([])
  expect(instances).toMatchObject([{ uuid: 'instance-00000001', disks: [{}, {}] }])
  expect(bases.find(({ id }) => id === BASE)?.cache).toMatchObject({ kind: 'in-use' })
})

test('which release is assumed is said where domains are known and none tells it', () => {
  const assumed = (release: string) => {
    const made = node()
    for (const one of RELEASES) if (one.name === release) asReleased(made, one)
    return viewOf(made).accounting.cache?.isReleaseAssumed
  }
  expect([assumed('Grizzly'), assumed('Juno')]).toEqual([true, undefined])
})

test('the same of a disk that something else made is told: the releases are not why', () => {
  const made = node()
  asReleased(made, RELEASES.at(-1) ?? { ...OLD, name: '', ephemeral: '', beside: [] })
  made.patch(DISK, qcow2Extension(made.path(DISK), BACKING_FORMAT), 0x12, 0x34, 0x56, 0x78)
  expect(lines(made)).toEqual([`warning backing-format-missing ${DISK}`])
})
