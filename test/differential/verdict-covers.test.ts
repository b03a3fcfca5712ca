import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type {
  Check,
  CheckCode,
  Verdict,
  VerdictContext,
} from '../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { osloInspect } from '../helpers/programs/oslo.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { hostileImages } from './hostile-images.ts'
import { DESCRIPTOR, sparse } from './hostile-vmdk.ts'

const folder = temporaryFolder()

/** What the inspector refuses by mistake: Cowscope is right to find nothing wrong. */
const MISTAKEN: Readonly<Record<string, string>> = {
  'an NTFS volume': 'a boot sector of a file system, and no partition table',
  'qcow2 of version 0 with bit 2': 'raw data to qemu, whose probe wants another version',
  'vmdk with a pair with a blank before its sign': 'blanks around a sign are allowed',
  'vmdk with bytes that are not ASCII': 'a descriptor may be UTF-8',
  'a text that is not ASCII later on': 'it crashes: a text is raw data',
}

/**
 * Which of our checks answers for each of the inspector's, and for what it refuses besides. Where a
 * header cannot be read at all, that is the answer: it looks at bytes that then mean nothing.
 */
const ANSWERS: Readonly<Record<string, readonly CheckCode[]>> = {
  backing_file: ['backing-file', 'header'],
  data_file: ['data-file', 'header'],
  unknown_features: ['unknown-features', 'header'],
  banned: ['banned-format'],
  descriptor: [
    'vmdk-descriptor',
    'vmdk-create-type',
    'vmdk-extents',
    'header',
    // A text that qemu takes for raw data, and the inspector for a descriptor.
    'multiple-formats',
  ],
  footer: ['vmdk-footer'],
  mbr: ['partition-table'],
  version: ['luks-version'],
  incomplete: ['header', 'truncated', 'vmdk-descriptor', 'vmdk-footer'],
  several: ['multiple-formats'],
}

/** An ISO that boots from a disk is both by right, and Nova allows these two together. */
const BOOTABLE_ISO = 'gpt,iso'

describe('every check of OpenStack’s inspector is one of the verdict', () => {
  test('what it refuses is never called safe, and the check that answers for it says so', () => {
    const images = hostileImages().filter(({ name }) => MISTAKEN[name] === undefined)
    const paths = images.map(({ bytes }, index) => {
      const path = join(folder, `hostile-${index}`)
      writeFileSync(path, bytes)
      return path
    })
    const met = new Set<string>()
    for (const [index, { matches = [] }] of osloInspect(paths).entries()) {
      const { name = '', bytes = new Uint8Array() } = images[index] ?? {}
      const { checks } = imageVerdict(memorySource(bytes), { role: 'image' })
      const failed = matches.flatMap(({ complete, failures }) =>
        complete ? Object.keys(failures) : ['incomplete'],
      )
      if (matches.map(({ format }) => format).join() === BOOTABLE_ISO) continue
      // Beside a second format, a check of one of them may not be asked at all.
      const asked = matches.length > 1 ? ['several'] : failed
      for (const check of asked) {
        met.add(check)
        const answers = checks.filter(isAlarm).map(({ code }) => code)
        const expected = ANSWERS[check] ?? []
        expect
          .soft(
            answers.filter((code) => expected.includes(code)),
            `${name}: ${check}`,
          )
          .not.toEqual([])
      }
    }
    expect([...met].sort()).toEqual(Object.keys(ANSWERS).sort())
  })

  test('what it refuses by mistake is safe, and OpenStack’s refusal a fact of its own', () => {
    const images = hostileImages().filter(({ name }) => MISTAKEN[name] !== undefined)
    expect(images).toHaveLength(Object.keys(MISTAKEN).length)
    for (const { name, bytes } of images) {
      const { state, openstack } = imageVerdict(memorySource(bytes), { role: 'image' })
      expect([name, state, openstack.accepts]).toEqual([name, 'safe', false])
    }
  })
})

function isAlarm({ state }: Check): boolean {
  return state === 'fail' || state === 'warning'
}

function made(...args: readonly string[]): Uint8Array {
  qemuImg(folder, 'create', '-q', ...args)
  return new Uint8Array(readFileSync(join(folder, args.at(-2) ?? '')))
}

function overlay(name: string): Uint8Array {
  return made('-u', '-f', 'qcow2', '-b', name, '-F', 'raw', 'overlay', '5M')
}

/** As Nova made them before it recorded the format: the extension is one that nobody knows. */
function withoutFormat(bytes: Uint8Array): Uint8Array {
  const at = Buffer.from(bytes).indexOf(Buffer.from('e2792aca', 'hex'))
  bytes.fill(0x77, at, at + 4)
  return bytes
}

const external = (name: string): Uint8Array => {
  const bytes = made('-f', 'qcow2', '-o', `data_file=${join(folder, 'data.bin')}`, 'external', '5M')
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const at = text.indexOf(join(folder, 'data.bin'))
  text.write(name.padEnd(join(folder, 'data.bin').length, '\0'), at)
  return bytes
}

const flat = DESCRIPTOR.replace('monolithicSparse', 'monolithicFlat')
const raw: VerdictContext = { role: 'disk', declaredFormat: 'raw' }
const disk: VerdictContext = { role: 'disk' }
const image: VerdictContext = { role: 'image' }

/** Hazards that one file shows by itself, each with a file that has it. */
const HAZARDS: readonly (readonly [string, CheckCode, VerdictContext, () => Uint8Array])[] = [
  ['CVE-2024-32498: a data file of the host', 'data-file', image, () => external('/etc/shadow')],
  ['CVE-2024-4467: a data file by json:', 'data-file', image, () => external('json:{}')],
  ['CVE-2024-40767: qcow2 that is said to be raw', 'declared-format', raw, () => overlay('b')],
  ['CVE-2024-40767: a VMDK that is said to be raw', 'declared-format', raw, () => sparse({})],
  ['CVE-2026-24708: a header on a raw disk', 'forged-header', raw, () => overlay('/etc/shadow')],
  [
    'CVE-2022-47951: a VMDK of other files',
    'vmdk-create-type',
    image,
    () => sparse({ descriptor: flat }),
  ],
  [
    'CVE-2022-47951: an extent by a path',
    'vmdk-extents',
    image,
    () => sparse({ descriptor: `${DESCRIPTOR}RW 1 FLAT "../x" 0\n` }),
  ],
  ['CVE-2015-5163: an image on a file of the host', 'backing-file', image, () => overlay('/etc/x')],
  ['CVE-2011-3147: a name out of the folder', 'backing-name', image, () => overlay('../../x')],
  ['CVE-2015-1851: a disk on a file of the host', 'backing-name', disk, () => overlay('/etc/x')],
  ['a disk on a device of the host', 'backing-name', disk, () => overlay('/dev/sda')],
  ['a name by a protocol', 'backing-name', image, () => overlay('nbd:host:1')],
  [
    'CVE-2008-2004: a format that is guessed',
    'backing-format',
    image,
    () => withoutFormat(overlay('base')),
  ],
  [
    'CVE-2013-4463: a huge disk in a few bytes',
    'virtual-size',
    image,
    () => made('-f', 'qcow2', 'huge', '60T'),
  ],
  ['CVE-2014-0144: tables over every limit', 'header', image, () => edited(36, 0xffffffff)],
  ['CVE-2014-0147: a refcount table of 0 clusters', 'header', image, () => edited(56, 0)],
  ['a feature that nobody knows', 'unknown-features', image, () => edited(76, 0x80)],
  ['the corrupt bit', 'corrupt', image, () => edited(76, 2)],
  ['the dirty bit', 'dirty', image, () => edited(76, 1)],
  ['internal snapshots', 'internal-snapshots', image, () => edited(60, 1)],
  ['AES', 'encryption', image, () => edited(32, 1)],
  ['a file that was cut', 'truncated', image, () => edited(40, 0, 1 << 20)],
]

function edited(offset: number, value: number, l1 = 0): Uint8Array {
  const bytes = Buffer.from(made('-f', 'qcow2', 'plain', '5M'))
  bytes.writeUInt32BE(value, offset)
  if (l1 > 0) bytes.writeUInt32BE(l1, offset + 4)
  return new Uint8Array(bytes)
}

test.each(HAZARDS)('%s: %s', (_, code, context, bytes) => {
  const verdict: Verdict = imageVerdict(memorySource(bytes()), context)
  const check = verdict.checks.find((one) => one.code === code)
  expect(check !== undefined && isAlarm(check), JSON.stringify(check)).toBe(true)
  expect(check?.evidence).toBeDefined()
  expect(verdict.state).not.toBe('safe')
})
