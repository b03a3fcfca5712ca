import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bootable } from '../../../differential/hostile-images.ts'
import { sparse } from '../../../differential/hostile-vmdk.ts'
import {
  ascii,
  concat,
  layOut,
  u8,
  u16be,
  u16le,
  u32be,
  u32le,
} from '../../../helpers/bytes/encoders.ts'
import { differencing } from '../../../helpers/images/differencing-vhdx.ts'
import { VHDX_METADATA } from '../../../helpers/images/edited-vhdx.ts'
import {
  createEncrypted,
  LUKS_IN_QCOW2,
  LUKS_VOLUME,
} from '../../../helpers/images/encrypted-images.ts'
import { logged } from '../../../helpers/images/vhdx-log.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { makeDisk, partitionTool } from '../../../helpers/programs/sfdisk.ts'
import { checkOf, edited, made } from './images.ts'

const folder = temporaryFolder()
const DISK = 65_536
const BOCHS = {
  0: ascii('Bochs Virtual HD Image'),
  32: ascii('Redolog'),
  48: ascii('Growing'),
  64: u32le(0x20000),
}

function iso(): Uint8Array {
  const file = join(folder, 'cd.iso')
  execFileSync('genisoimage', ['-quiet', '-o', file, import.meta.filename])
  return new Uint8Array(readFileSync(file))
}

describe('several formats at once', () => {
  const qcow2 = () => made(folder, ['qcow2'])

  test('an ISO with a qcow2 header in its system area', () => {
    expect(
      checkOf('multiple-formats', edited(iso(), { 0: qcow2().subarray(0, 112) })),
    ).toMatchObject({
      state: 'fail',
      params: { formats: ['qcow2', 'iso'] },
      evidence: { offset: 32_769, found: 'iso: 4344303031' },
    })
  })

  test('a VHD footer behind a qcow2 image', () => {
    const footer = made(folder, ['vpc', '-o', 'subformat=fixed']).subarray(-512)
    const found = checkOf('multiple-formats', concat(qcow2(), footer))
    expect(found).toMatchObject({ state: 'fail', params: { formats: ['qcow2', 'vpc'] } })
  })

  test('a bootable ISO, and a partition table in a raw disk or a fixed VHD, are what they should be', () => {
    expect(checkOf('multiple-formats', bootable(iso())).state).toBe('pass')
    expect(checkOf('multiple-formats', bootable(new Uint8Array(DISK))).state).toBe('pass')
    const fixed = bootable(made(folder, ['vpc', '-o', 'subformat=fixed']))
    expect(checkOf('multiple-formats', fixed).state).toBe('pass')
  })

  test('a text that might be a descriptor is a warning', () => {
    const text = ascii('createType="monolithicSparse"\n'.padEnd(512, ' '))
    expect(checkOf('multiple-formats', text)).toMatchObject({
      state: 'warning',
      params: { formats: ['raw', 'vmdk'] },
    })
  })
})

describe('what is declared', () => {
  test('raw, and begins with a qcow2 header that reaches for files of the host', () => {
    const forged = made(folder, ['qcow2', '-u', '-b', '/etc/shadow', '-F', 'raw'])
    const context = { role: 'disk', declaredFormat: 'raw' } as const
    expect(checkOf('declared-format', forged, context)).toMatchObject({
      state: 'fail',
      params: { declared: 'raw', detected: 'qcow2' },
    })
    expect(checkOf('forged-header', forged, context)).toMatchObject({
      state: 'fail',
      params: { detected: 'qcow2', reason: 'names', names: ['/etc/shadow'] },
      evidence: { offset: 0, found: 'qcow2: 514649fb' },
    })
  })

  test('raw, with headers that name nothing or that only qemu knows', () => {
    const context = { declaredFormat: 'raw' }
    expect(checkOf('forged-header', made(folder, ['vdi']), context)).toMatchObject({
      state: 'fail',
      params: { reason: 'fail', names: [] },
    })
    expect(checkOf('forged-header', layOut(DISK, BOCHS), context)).toMatchObject({
      state: 'fail',
      params: { detected: 'bochs' },
    })
  })

  test('raw, and is a partitioned disk, an ISO, a fixed VHD: all of them the guest’s right', () => {
    const disks = [
      bootable(new Uint8Array(DISK)),
      iso(),
      made(folder, ['vpc', '-o', 'subformat=fixed']),
    ]
    for (const disk of disks) {
      const context = { declaredFormat: 'raw' }
      expect(checkOf('declared-format', disk, context).state).toBe('pass')
      expect(checkOf('forged-header', disk, context).state).toBe('pass')
    }
  })

  test('raw, and is encrypted by the guest, or looks as if', () => {
    createEncrypted(folder, LUKS_VOLUME, 'luks')
    const luks = new Uint8Array(readFileSync(join(folder, 'luks')))
    expect(checkOf('forged-header', luks, { declaredFormat: 'raw' }).state).toBe('warning')
    expect(checkOf('declared-format', luks, { declaredFormat: 'raw' }).state).toBe('pass')
  })

  test('by Glance’s names: vhd is qemu’s vpc, ami and iso are raw', () => {
    const vhd = made(folder, ['vpc'])
    expect(checkOf('declared-format', vhd, { declaredFormat: 'vhd' }).state).toBe('pass')
    expect(checkOf('declared-format', iso(), { declaredFormat: 'iso' }).state).toBe('pass')
    expect(checkOf('declared-format', new Uint8Array(512), { declaredFormat: 'ami' }).state).toBe(
      'pass',
    )
  })

  test('is nothing, or nothing that is known', () => {
    const image = made(folder, ['qcow2'])
    expect(checkOf('declared-format', image).state).toBe('not-applicable')
    expect(checkOf('declared-format', image, { declaredFormat: 'ploop' }).state).toBe(
      'not-applicable',
    )
  })
})

describe('formats by themselves', () => {
  test('QED is maintained by nobody', () => {
    expect(checkOf('banned-format', made(folder, ['qed'])).state).toBe('fail')
    expect(checkOf('banned-format', made(folder, ['qcow2'])).state).toBe('pass')
  })

  test('QED with features that nobody knows', () => {
    const bytes = made(folder, ['qed'], { 16: u8(0x80) })
    expect(checkOf('unknown-features', bytes)).toMatchObject({
      state: 'fail',
      evidence: { offset: 16 },
    })
  })

  test('a Parallels disk that was not closed, and a VHDX with a log to be replayed, are dirty', () => {
    const closed = made(folder, ['parallels'])
    const open = edited(closed, { 44: u32le(0x746f6e59) })
    expect(checkOf('dirty', closed).state).toBe('pass')
    expect(checkOf('dirty', open)).toMatchObject({ state: 'warning', evidence: { offset: 44 } })
    const vhdx = made(folder, ['vhdx'])
    expect(checkOf('dirty', vhdx).state).toBe('pass')
    expect(checkOf('dirty', logged(vhdx, 2))).toMatchObject({
      state: 'warning',
      evidence: { expected: 'an empty log' },
    })
    expect(checkOf('header', logged(vhdx, 2)).state).toBe('fail')
  })

  test('a differencing VHDX stands on another file, and no qemu opens it', () => {
    const vhdx = made(folder, ['vhdx', '-o', 'block_size=1M'])
    const locator = { relative_path: '..\\secret.vhdx' }
    const bytes = differencing(vhdx, { locator, partly: [], own: () => false })
    expect(checkOf('backing-file', vhdx).state).toBe('pass')
    expect(checkOf('backing-file', bytes)).toMatchObject({
      state: 'fail',
      params: { name: '../secret.vhdx' },
      evidence: { offset: VHDX_METADATA + 65_536 + 4096 },
    })
    expect(checkOf('backing-name', bytes).params['reason']).toBe('escaping')
    expect(checkOf('header', bytes).params['message']).toContain('QEMU does not open differencing')
  })

  test('LUKS of version 2', () => {
    const magic = concat(ascii('LUKS'), Uint8Array.of(0xba, 0xbe), u16be(2))
    expect(checkOf('luks-version', layOut(DISK, { 0: magic }))).toMatchObject({
      state: 'fail',
      params: { version: 2 },
      evidence: { offset: 6 },
    })
  })

  test.each([
    ['of the master key', 164],
    ['of the first slot', 212],
  ])('iterations of LUKS, %s, of which there are many', (_, at) => {
    createEncrypted(folder, LUKS_VOLUME, 'slow.luks')
    const bytes = new Uint8Array(readFileSync(join(folder, 'slow.luks')))
    expect(checkOf('luks-iterations', bytes).state).toBe('pass')
    bytes.set(u32be(0xffffffff), at)
    expect(checkOf('luks-iterations', bytes)).toMatchObject({
      state: 'warning',
      params: { count: 0xffffffff },
      evidence: { offset: at },
    })
    // A slot that is not active is not tried.
    bytes.set(u32be(0xdead), 208)
    bytes.set(u32be(1000), 164)
    expect(checkOf('luks-iterations', bytes).state).toBe('pass')
  })

  test('iterations of the LUKS header in a qcow2', () => {
    createEncrypted(folder, LUKS_IN_QCOW2, 'slow.qcow2')
    const bytes = new Uint8Array(readFileSync(join(folder, 'slow.qcow2')))
    const at = Buffer.from(bytes).indexOf(Buffer.of(0x4c, 0x55, 0x4b, 0x53, 0xba, 0xbe)) + 212
    expect(checkOf('luks-iterations', bytes).state).toBe('pass')
    bytes.set(u32be(12_000_001), at)
    expect(checkOf('luks-iterations', bytes)).toMatchObject({
      state: 'warning',
      evidence: { offset: at },
    })
  })

  test('an ISO volume that is longer than its file', () => {
    const whole = iso()
    expect(checkOf('iso-volume', whole)).toMatchObject({ state: 'pass' })
    expect(checkOf('iso-volume', whole.subarray(0, 40_000))).toMatchObject({
      state: 'warning',
      params: { length: 40_000 },
      evidence: { offset: 32_848 },
    })
  })

  test('a raw file knows none of the checks of headers', () => {
    for (const code of [
      'truncated',
      'backing-file',
      'data-file',
      'dirty',
      'vmdk-extents',
    ] as const) {
      expect(checkOf(code, new Uint8Array(4096)).state).toBe('not-applicable')
    }
  })
})

/** A disk of 16 MiB that fdisk partitioned. */
function gpt(sectorSize: number): Uint8Array {
  const path = join(folder, `gpt-${sectorSize}.img`)
  makeDisk(path, 16 << 20, 'label: dos\n')
  partitionTool('fdisk', ['--sector-size', `${sectorSize}`, path], 'g\nn\n\n\n+4M\nw\n')
  return new Uint8Array(readFileSync(path))
}

describe('partition tables', () => {
  const entry = (type: number, flag = 0) =>
    concat(u8(flag), Uint8Array.of(0, 2, 0, type), u8(0), u16le(0), u32le(1), u32be(0))
  const disk = (entries: Uint8Array, more = {}) =>
    layOut(DISK, { 446: entries, 510: Uint8Array.of(0x55, 0xaa), ...more })

  test.each([
    ['boot-flag', disk(entry(0x83, 7)), 'fail', 'warning'],
    ['gpt-start-chs', edited(disk(entry(0xee)), { 448: u8(1) }), 'fail', 'warning'],
    ['gpt-start-lba', edited(disk(entry(0xee)), { 454: u8(9) }), 'fail', 'warning'],
    ['gpt-extra', disk(concat(entry(0xee), entry(0x83))), 'fail', 'warning'],
    ['no-partition', disk(new Uint8Array()), 'warning', 'warning'],
    ['gpt-missing', disk(entry(0xee)), 'warning', 'warning'],
    ['gpt-unprotected', disk(entry(0x83), { 512: ascii('EFI PART') }), 'warning', 'warning'],
    ['gpt-unprotected', layOut(DISK, { 4096: ascii('EFI PART') }), 'warning', 'warning'],
  ])('%s', (reason, bytes, asImage, asDisk) => {
    expect(checkOf('partition-table', bytes)).toMatchObject({ state: asImage, params: { reason } })
    expect(checkOf('partition-table', bytes, { role: 'disk' }).state).toBe(asDisk)
  })

  test.each([
    ['an MBR', disk(entry(0x83))],
    ['a GPT on sectors of 512 bytes', gpt(512)],
    ['a GPT on sectors of 4 KiB', gpt(4096)],
  ])('%s is one for every reader', (_, bytes) => {
    expect(checkOf('partition-table', bytes).state).toBe('pass')
  })

  test('a GPT of the guest is none of its container, at whatever offset its sectors lie', () => {
    const raw = join(folder, 'guest.raw')
    makeDisk(raw, 512 << 20, 'label: gpt\nsize=4MiB\n')
    qemuImg(folder, 'convert', '-f', 'raw', '-O', 'vpc', raw, 'guest.vhd')
    const vhd = new Uint8Array(readFileSync(join(folder, 'guest.vhd')))
    expect(Buffer.from(vhd.subarray(4096, 4104)).toString()).toBe('EFI PART')
    expect(checkOf('partition-table', vhd).state).toBe('not-applicable')
    const read = ['-r', '-f', 'vpc', '-c', 'read -P 0xee 450 1', join(folder, 'guest.vhd')]
    expect(execFileSync('qemu-io', read, { encoding: 'utf8' })).not.toContain('failed')
  })

  test.each([
    ['gpt-damaged', edited(gpt(512), { 600: u8(9) }), 512],
    ['gpt-damaged', disk(entry(0xee), { 512: ascii('EFI PART') }), 512],
    ['gpt-backup', gpt(512).subarray(0, 8 << 20), (16 << 20) - 512],
  ])('%s: what some programs see otherwise', (reason, bytes, offset) => {
    expect(checkOf('partition-table', bytes)).toMatchObject({
      state: 'warning',
      params: { reason },
      evidence: { offset },
    })
  })
})

test('the text of a VMDK is judged only where it is one', () => {
  expect(checkOf('vmdk-create-type', sparse()).state).toBe('pass')
  expect(checkOf('vmdk-create-type', made(folder, ['qcow2'])).state).toBe('not-applicable')
})

describe('a name that promises a format', () => {
  const noted = (name: string, bytes: Uint8Array) => checkOf('file-name', bytes, { fileName: name })
  const raw = () => new Uint8Array(4096).fill(7)

  test.each(['qcow2', 'QCOW2', 'vmdk', 'vdi', 'vhd', 'vhdx', 'qed', 'iso'])(
    '.%s of raw data is worth a note, and no more',
    (ending) => {
      const promised = ending.toLowerCase()
      expect(noted(`garbage.${ending}`, raw())).toMatchObject({
        state: 'info',
        params: { promised, detected: 'raw' },
      })
    },
  )

  test('.raw of an image with a header is what CVE-2024-40767 is about', () => {
    expect(noted('disk.raw', made(folder, ['qcow2']))).toMatchObject({
      state: 'fail',
      params: { promised: 'raw', detected: 'qcow2' },
    })
  })

  test('that it is, or none', () => {
    expect(noted('disk.qcow2', made(folder, ['qcow2']))).toMatchObject({ state: 'pass' })
    expect(noted('disk.qcow', made(folder, ['qcow2']))).toMatchObject({ state: 'pass' })
    expect(noted('disk.vhd', made(folder, ['vpc']))).toMatchObject({ state: 'pass' })
    expect(noted('cd.iso', iso())).toMatchObject({ state: 'pass' })
    expect(noted('cd.raw', iso())).toMatchObject({ state: 'pass' })
    for (const name of ['disk', 'disk.img', 'a.qcow2.bak', 'disk-flat.vmdk', 'disk-s001.vmdk']) {
      expect(noted(name, raw())).toMatchObject({ state: 'pass' })
    }
    expect(checkOf('file-name', raw())).toMatchObject({ state: 'not-applicable' })
  })
})
