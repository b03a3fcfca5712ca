import { mkdirSync, statSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { nodeText } from '../../../shared/report/text/text.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { BASE, DISK, OTHER_IMAGE, SmallNode, smallNode } from '../../helpers/trees/small-node.ts'

const IMAGES = 'var/lib/libvirt/images'
const GUEST = `${IMAGES}/guest.img`
const OTHER_BASE = join(dirname(BASE), 'b6589fc6ab0dc82cf12099d1c2d40ab994e8410c')
const JUMP = 'cccccccc-0000-4000-8000-000000000009'

/** A guest of the host's own, whose disk is called so in its XML. */
function withGuest(named: string, type = 'raw', backing = '/etc/nova/nova.conf'): SmallNode {
  const node = smallNode()
  mkdirSync(node.path(IMAGES), { recursive: true })
  node.make('qcow2', GUEST, '8M', '-u', '-F', 'raw', '-b', backing)
  const disk = `<disk type="file" device="disk"><driver name="qemu" type="${type}"/><source file="${named}"/></disk>`
  node.write(
    'etc/libvirt/qemu/jump.xml',
    `<domain type="kvm"><name>jump</name><uuid>${JUMP}</uuid><devices>${disk}</devices></domain>`,
  )
  return node
}

const foundOf = (node: SmallNode) => {
  const { findings } = node.view()
  return findings.filter(({ subject }) => subject.path === GUEST)
}

test.each([
  ['its path', `/${GUEST}`],
  ['its path written otherwise', `/${IMAGES}/../images//guest.img`],
  ['a symlink to it', `/${IMAGES}/link.img`],
])(
  'an image of libvirt’s that a domain has as raw, by %s, begins with what its guest wrote',
  (_, named) => {
    const node = withGuest(named)
    symlinkSync('guest.img', node.path(`${IMAGES}/link.img`))
    const [found, ...more] = foundOf(node)
    expect(found).toMatchObject({ code: 'forged-header', evidence: { case: 'domain' } })
    expect(more).toEqual([])
    const row = node.view().images.find(({ id }) => id === GUEST)
    const { size } = statSync(node.path(GUEST))
    expect(row?.image).toEqual({ format: 'raw', virtualSize: size })
    expect(row?.chain).toBe('standalone')
  },
)

test('one that a base is named in then stands on nothing', () => {
  const of = (type: string) =>
    withGuest(`/${GUEST}`, type, `/${BASE}`)
      .view()
      .bases[0]?.overlays.map(({ path }) => path)
  expect(of('qcow2')).toContain(GUEST)
  expect(of('raw')).not.toContain(GUEST)
})

test('one that its domain opens by its header keeps what is wrong with that', () => {
  const codes = foundOf(withGuest(`/${GUEST}`, 'qcow2')).map(({ code }) => code)
  expect(codes).not.toContain('forged-header')
  expect(codes.length).toBeGreaterThan(0)
})

const TOP = `${IMAGES}/top.qcow2`

/** What the image cache says of a base of long ago that libvirt's top.qcow2 stands on through another file. */
function baseBelow(between: string, node: SmallNode) {
  node.make('qcow2', TOP, '8M', '-F', 'qcow2', '-b', `/${between}`, '-u')
  node.age(BASE, 24 * 365)
  const { view, chainAt } = node.scan()
  const [base] = view.bases
  expect(chainAt(TOP)?.layers.map(({ path }) => path)).toEqual([TOP, between, BASE])
  return base
}

test.each([
  ['a volume of libvirt’s', GUEST],
  ['the disk of an instance', DISK],
])(
  'what stands by its header on %s that its domain has as raw needs the base below',
  (_, between) => {
    const node = withGuest(`/${GUEST}`, 'raw', `/${BASE}`)
    node.domain({ disk: 'raw' }, OTHER_IMAGE)
    if (between === GUEST) node.make('raw', DISK, '8M')
    else node.make('raw', GUEST, '8M')
    const base = baseBelow(between, node)
    expect(base?.dependants.others.map(({ path }) => path)).toContain(TOP)
    expect(base?.cache?.kind).toBe('unseen-only')
  },
)

test('a header that names a base leaves it open, as the XML that has the file as raw may be a slip', () => {
  const node = withGuest(`/${GUEST}`, 'raw', `/${BASE}`)
  node.make('raw', DISK, '8M')
  node.domain({ disk: 'raw' }, OTHER_IMAGE)
  node.age(BASE, 24 * 365)
  node.make('raw', OTHER_BASE, '8M')
  node.age(OTHER_BASE, 24 * 365)
  const scan = node.scan()
  const cacheOf = (path: string) => scan.view.bases.find(({ id }) => id === path)?.cache
  expect(cacheOf(BASE)).toMatchObject({ kind: 'unknown', why: 'unseen' })
  // No guest can hold what it does not name.
  expect(cacheOf(OTHER_BASE)?.kind).toBe('removable')
  expect(cleanupSteps(scan).map(({ path }) => path)).toEqual([OTHER_BASE])
  expect(nodeText(scan.view)).toContain(
    `${GUEST} is raw to its domain, though its header names a file, and may stand on ${basename(BASE)}`,
  )
})

test("the same of an instance's own disk: by the header of a slip it would lose its base", () => {
  const node = new SmallNode(temporaryFolder())
  node.diskInfo({ disk: 'raw' })
  node.domain({ disk: 'raw' }, OTHER_IMAGE)
  node.age(BASE, 24 * 365)
  node.make('raw', OTHER_BASE, '8M')
  node.age(OTHER_BASE, 24 * 365)
  const scan = node.scan()
  const base = scan.view.bases.find(({ id }) => id === BASE)
  expect(base?.cache).toMatchObject({ kind: 'unknown', why: 'unseen' })
  // The disk stands on nothing all the same: its domain has it as raw.
  expect(base?.users).toBe(0)
  expect(scan.view.instances[0]?.incomplete).toBeUndefined()
  expect(cleanupSteps(scan).map(({ path }) => path)).toEqual([OTHER_BASE])
  node.overlay('/nowhere')
  const kinds = node.scan().view.bases.map(({ cache }) => cache?.kind)
  expect(kinds).toEqual(['removable', 'removable'])
})

test('one that names no file of the node leaves none open', () => {
  const node = withGuest(`/${GUEST}`, 'raw', '/nowhere')
  node.make('raw', DISK, '8M')
  node.domain({ disk: 'raw' }, OTHER_IMAGE)
  node.age(BASE, 24 * 365)
  expect(node.scan().view.bases[0]?.cache?.kind).toBe('removable')
})
