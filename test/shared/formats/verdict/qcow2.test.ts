import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { IMAGE_ROLES } from '../../../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../../../shared/formats/verdict/verdict.ts'
import { ascii, concat, u8, u32be, u64be } from '../../../helpers/bytes/encoders.ts'
import { hostileSource } from '../../../helpers/bytes/hostile-source.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { createEncrypted, LUKS_IN_QCOW2 } from '../../../helpers/images/encrypted-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { checkOf, type Edit, edited, made } from './images.ts'

const folder = temporaryFolder()
const qcow2 = (edit: Edit = {}, ...options: readonly string[]) =>
  made(folder, ['qcow2', ...options], edit)
const backed = (name: string, edit: Edit = {}) => qcow2(edit, '-u', '-b', name, '-F', 'raw')

const BASE = '/var/lib/nova/instances/_base/0a1b2c'

describe('a backing file', () => {
  test('has no place in an image of Glance, nor in a base', () => {
    expect(checkOf('backing-file', backed(BASE))).toMatchObject({
      state: 'fail',
      params: { name: BASE, reason: 'image' },
      evidence: { offset: 8, text: BASE },
    })
    expect(checkOf('backing-file', backed(BASE), { role: 'base' })).toMatchObject({
      state: 'fail',
      params: { reason: 'base' },
    })
  })

  test('is what Nova gives an instance’s disk, by an absolute name', () => {
    const disk = backed(BASE)
    expect(checkOf('backing-file', disk, { role: 'disk' }).state).toBe('pass')
    expect(checkOf('backing-name', disk, { role: 'disk' }).state).toBe('pass')
  })

  test('of a file whose use nobody knows is to be looked at, and where it leads too', () => {
    const file = backed(BASE)
    expect(checkOf('backing-file', file, { role: 'file' })).toMatchObject({
      state: 'warning',
      params: { name: BASE, reason: 'file' },
    })
    const stateOf = (name: string) => checkOf('backing-name', backed(name), { role: 'file' }).state
    expect(['base', BASE, '../base', 'nbd://host/export', 'json:{}'].map(stateOf)).toEqual([
      'pass',
      'warning',
      'warning',
      'fail',
      'fail',
    ])
    const ofHost = ['/etc/shadow', 'file:///etc/shadow', '//proc/self/environ', '/root/.ssh/id']
    expect(ofHost.map(stateOf)).toEqual(['fail', 'fail', 'fail', 'fail'])
  })

  test.each([
    ['base', 'beside', 'pass', 'pass'],
    ['sub/../base', 'beside', 'pass', 'pass'],
    ['./a:b', 'beside', 'pass', 'pass'],
    ['../base', 'escaping', 'fail', 'warning'],
    ['sub/../../base', 'escaping', 'fail', 'warning'],
    [BASE, 'absolute', 'fail', 'pass'],
    ['/etc/passwd', 'host', 'fail', 'fail'],
    ['file:///etc/passwd', 'host', 'fail', 'fail'],
    ['/var/../etc//shadow', 'host', 'fail', 'fail'],
    ['/proc/self/environ', 'host', 'fail', 'fail'],
    ['../../../../../../etc/shadow', 'escaping', 'fail', 'fail'],
    ['/dev/sda', 'absolute', 'fail', 'fail'],
    ['/home/me/base', 'absolute', 'fail', 'warning'],
    ['/etcetera/_base/x', 'absolute', 'fail', 'pass'],
    ['file:base', 'protocol', 'fail', 'fail'],
    ['nbd://host/export', 'protocol', 'fail', 'fail'],
    ['fat:rw:/etc', 'protocol', 'fail', 'fail'],
    ['json:{"driver":"null-co"}', 'json', 'fail', 'fail'],
    ['a\nb', 'unprintable', 'warning', 'warning'],
  ])('%j is %s: %s in an image, %s in a disk', (name, reason, asImage, asDisk) => {
    const image = backed(name)
    expect(checkOf('backing-name', image)).toMatchObject({ state: asImage, params: { reason } })
    expect(checkOf('backing-name', image, { role: 'disk' }).state).toBe(asDisk)
  })

  test('of a disk is in the image cache, whatever nova.conf calls that', () => {
    const stateIn = (name: string, cacheName?: string) =>
      checkOf('backing-name', backed(name), { role: 'disk', ...(cacheName && { cacheName }) })
    expect(stateIn('/srv/nova/cached/0a', 'cached').state).toBe('pass')
    const params = { name: '/srv/nova/cached/0a', reason: 'elsewhere' }
    expect(stateIn('/srv/nova/cached/0a')).toMatchObject({ state: 'warning', params })
  })

  test('without a recorded format is guessed', () => {
    const unknown = backed(BASE, { 112: u32be(0x11111111) })
    expect(checkOf('backing-format', unknown)).toMatchObject({ state: 'warning' })
    expect(checkOf('backing-format', backed(BASE))).toMatchObject({ state: 'pass' })
    const foreign = checkOf('backing-format', backed(BASE, { 120: Buffer.from('vhd') }))
    expect(foreign).toMatchObject({ state: 'fail', params: { reason: 'unknown', format: 'vhd' } })
    expect(checkOf('backing-format', qcow2())).toMatchObject({ state: 'not-applicable' })
  })

  test.each([
    ['the size of its clusters', { 20: u32be(40) }],
    ['the length of an extension', { 116: u32be(0x7fffffff) }],
  ] as const)('of a header that is damaged in %s is not said to have no format', (_, edit) => {
    const damaged = backed(BASE, edit)
    expect(checkOf('header', damaged).state).toBe('fail')
    expect(checkOf('backing-format', damaged).state).toBe('not-applicable')
  })
})

describe('an external data file', () => {
  test('that only its mark of being raw tells of keeps QEMU from opening the image', () => {
    const check = checkOf('data-file', qcow2({ 88: u64be(2) }))
    expect(check).toMatchObject({ state: 'fail', params: { reason: 'raw-without-file' } })
    expect(check.evidence?.offset).toBe(88)
  })

  const withData = () => qcow2({}, '-o', 'data_file=image.data')

  test('fails in every role, with its name', () => {
    for (const role of IMAGE_ROLES) {
      expect(checkOf('data-file', withData(), { role })).toMatchObject({
        state: 'fail',
        params: { name: 'image.data', reason: 'beside' },
        evidence: { offset: 72, found: '0x4', text: 'image.data' },
      })
    }
  })

  test.each([
    ['/etc/passwd', 'absolute'],
    ['../../other', 'escaping'],
    ['json:{"driver":"file"}', 'json'],
    ['nbd:unix:/run/x', 'protocol'],
  ])('%s is told as %s', (name, reason) => {
    // The extension's data stand where qemu-img put the name, in place of the feature names.
    const extension = concat(u32be(0x44415441), u32be(name.length), ascii(name, 64), u64be(0))
    const bytes = qcow2({ 79: u8(4), 112: extension })
    expect(checkOf('data-file', bytes)).toMatchObject({ state: 'fail', params: { name, reason } })
  })

  test('that is not named, or named and not used', () => {
    expect(checkOf('data-file', qcow2({ 79: u8(4) }))).toMatchObject({
      state: 'fail',
      params: { reason: 'unnamed' },
    })
    expect(checkOf('data-file', edited(withData(), { 79: u8(0) }))).toMatchObject({
      state: 'fail',
      params: { name: 'image.data', reason: 'unused-name' },
    })
  })
})

describe('features and states', () => {
  test.each([
    ['dirty', 1],
    ['corrupt', 2],
  ] as const)('the %s bit', (code, bits) => {
    const found = checkOf(code, qcow2({ 79: u8(bits) }))
    expect(found).toMatchObject({ state: 'warning', evidence: { offset: 72 } })
    expect(checkOf(code, qcow2()).state).toBe('pass')
  })

  test('unknown bits are named where the image names them', () => {
    expect(checkOf('unknown-features', qcow2({ 79: u8(0x20) }))).toMatchObject({
      state: 'fail',
      evidence: { offset: 72, found: 'bit 5' },
    })
    const table = concat(u32be(0x6803f857), u32be(48), u8(0), u8(5), ascii('quantum bit', 46))
    const named = qcow2({ 79: u8(0x20), 112: concat(table, u64be(0)) })
    expect(checkOf('unknown-features', named).params).toEqual({ message: 'bit 5 (quantum bit)' })
  })

  test('a version that nobody knows', () => {
    expect(checkOf('unknown-features', qcow2({ 4: u32be(4) }))).toMatchObject({
      state: 'fail',
      params: { message: 'Unsupported qcow2 version 4' },
    })
  })

  test('extended L2 entries and zstd are known', () => {
    const options = ['-o', 'extended_l2=on,compression_type=zstd']
    expect(checkOf('unknown-features', qcow2({}, ...options)).state).toBe('pass')
  })

  test('encryption: AES is to be looked at, LUKS is worth knowing', () => {
    expect(checkOf('encryption', qcow2({ 32: u32be(1) }))).toMatchObject({
      state: 'warning',
      params: { reason: 'aes' },
      evidence: { offset: 32 },
    })
    createEncrypted(folder, LUKS_IN_QCOW2, 'luks')
    const bytes = new Uint8Array(readFileSync(join(folder, 'luks')))
    expect(checkOf('encryption', bytes)).toMatchObject({
      state: 'info',
      params: { reason: 'luks' },
    })
  })

  test('internal snapshots are counted, bitmaps in use are named', () => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'kept', '5M')
    qemuImg(folder, 'snapshot', '-c', 'one', 'kept')
    qemuImg(folder, 'snapshot', '-c', 'two', 'kept')
    const snapshots = new Uint8Array(readFileSync(join(folder, 'kept')))
    expect(checkOf('internal-snapshots', snapshots)).toMatchObject({
      state: 'warning',
      params: { count: 2 },
      evidence: { offset: 60, found: '2' },
    })
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'marked', '5M')
    qemuImg(folder, 'bitmap', '--add', 'marked', 'nightly')
    const marked = new Uint8Array(readFileSync(join(folder, 'marked')))
    expect(checkOf('in-use-bitmaps', marked).state).toBe('pass')
    const flags = Buffer.from(marked).indexOf('nightly') - 24 + 15
    expect(checkOf('in-use-bitmaps', edited(marked, { [flags]: u8(3) }))).toMatchObject({
      state: 'warning',
      params: { names: ['nightly'], count: 1 },
    })
  })
})

describe('sizes', () => {
  test('a disk that is a thousand times what the file takes', () => {
    const huge = qcow2({ 24: u64be(2n ** 42n), 36: u32be(8192) })
    expect(checkOf('virtual-size', huge, { allocated: 200_704 })).toMatchObject({
      state: 'warning',
      params: { size: 2 ** 42, allocated: 200_704, reason: 'ratio' },
    })
    expect(checkOf('virtual-size', qcow2()).state).toBe('pass')
  })

  test('a disk without a byte is told, and harms nobody', () => {
    const none = { state: 'info', params: { reason: 'empty' } }
    expect(checkOf('virtual-size', new Uint8Array(0))).toMatchObject(none)
    expect(checkOf('virtual-size', qcow2({ 24: u64be(0n) }))).toMatchObject(none)
    expect(imageVerdict(memorySource(new Uint8Array(0))).state).toBe('safe')
  })

  test('a file that is cut before its tables', () => {
    expect(checkOf('truncated', qcow2().subarray(0, 4096))).toMatchObject({
      state: 'warning',
      params: { what: 'l1_table' },
    })
  })

  test('a file that ends inside its header is told by one check, in one sentence', () => {
    const { checks, openstack } = imageVerdict(memorySource(qcow2().subarray(0, 60)), {
      withTables: true,
    })
    const told = checks.filter(({ state }) => state === 'fail' || state === 'warning')
    expect(told).toMatchObject([
      {
        code: 'header',
        params: { reason: 'fail-there', what: 'header' },
        evidence: { offset: 60 },
      },
    ])
    const said = [...told, ...openstack.reasons].map(({ params }) => Object.values(params).join())
    expect(said.filter((text) => text.includes('expected'))).toEqual([])
  })

  test('a file that has become shorter than a header since its length was asked for', () => {
    const shrunk = hostileSource(qcow2().subarray(0, 8), 65_536)
    expect(imageVerdict(shrunk, {}).openstack.reasons).toMatchObject([{ code: 'nova-unreadable' }])
  })

  test('a header that qemu refuses', () => {
    expect(checkOf('header', qcow2({ 20: u32be(99) }))).toMatchObject({
      state: 'fail',
      evidence: { offset: 20 },
    })
  })
})
