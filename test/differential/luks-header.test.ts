import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { ascii, concat, u32be, zeros } from '../helpers/bytes/encoders.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { createEncrypted, LUKS_IN_QCOW2, LUKS_VOLUME } from '../helpers/images/encrypted-images.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

/** Fields of a header of version 1 that are changed: where, to what. */
type Edit = readonly (readonly [offset: number, bytes: Uint8Array])[]

const [CIPHER, MODE, HASH, PAYLOAD, KEY_BYTES, ITERATIONS, SLOTS] = [8, 40, 72, 104, 108, 164, 208]
const SLOT_1 = SLOTS + 48

function text(offset: number, value: string): readonly [number, Uint8Array] {
  return [offset, concat(ascii(value), zeros(32 - value.length))]
}

const REFUSED: Readonly<Record<string, Edit>> = {
  'a cipher without its NUL': [text(CIPHER, 'a'.repeat(32))],
  'a mode without its NUL': [text(MODE, 'a'.repeat(32))],
  'a hash without its NUL': [text(HASH, 'a'.repeat(32))],
  'no cipher': [text(CIPHER, '')],
  'a cipher that nobody knows': [text(CIPHER, 'des')],
  'no mode': [text(MODE, '')],
  'a mode without a generator': [text(MODE, 'xts')],
  'a mode that nobody knows': [text(MODE, 'gcm-plain64')],
  'a generator that nobody knows': [text(MODE, 'xts-benbi')],
  'a generator without its hash': [text(MODE, 'xts-essiv')],
  'a generator with a hash that nobody knows': [text(MODE, 'xts-plain:foo')],
  'a digest that is no key of the cipher': [text(MODE, 'xts-essiv:sha512')],
  'the same of another cipher': [text(CIPHER, 'serpent'), text(MODE, 'xts-essiv:sha1')],
  'a cipher that encrypts no vectors': [
    ...[text(CIPHER, 'cast5'), text(MODE, 'cbc-essiv:sha256')],
    [KEY_BYTES, u32be(16)],
  ],
  'a hash that nobody knows': [text(HASH, 'whirlpool')],
  'a payload at 0': [[PAYLOAD, u32be(0)]],
  'a payload in the header': [[PAYLOAD, u32be(7)]],
  'a payload in the slots': [[PAYLOAD, u32be(8)]],
  'a key of 0 bytes': [[KEY_BYTES, u32be(0)]],
  'a key of an odd size': [[KEY_BYTES, u32be(7)]],
  'a key of 4 GiB': [[KEY_BYTES, u32be(0xffffffff)]],
  'a key whose material is of 2^32 bytes': [[KEY_BYTES, u32be(2 ** 27)]],
  'no iterations': [[ITERATIONS, u32be(0)]],
  'a state of no kind': [[SLOTS, u32be(1)]],
  'an active slot without iterations': [[SLOTS + 4, u32be(0)]],
  'a slot in the header': [[SLOTS + 40, u32be(7)]],
  'a slot far away': [[SLOTS + 40, u32be(0xfffffff)]],
  'a slot in another': [[SLOT_1 + 40, u32be(16)]],
  'a slot in the payload': [[SLOT_1 + 40, u32be(4040)]],
  'other stripes': [[SLOTS + 44, u32be(3999)]],
  'stripes of an unused slot': [[SLOT_1 + 44, u32be(0xffffffff)]],
  'two faults': [[SLOTS + 44, u32be(1)], text(CIPHER, 'des')],
}

const OPENED: Readonly<Record<string, Edit>> = {
  'a sound header': [],
  'another cipher': [text(CIPHER, 'twofish')],
  'a hash that its generator has no use for': [text(MODE, 'xts-plain64:md5')],
  'a hash of a key’s size': [text(MODE, 'xts-essiv:sha256')],
  'an unused slot without iterations': [[SLOT_1 + 4, u32be(0)]],
  'no slot in use': [[SLOTS, u32be(0xdead)]],
}

const folder = temporaryFolder()

beforeAll(() => {
  createEncrypted(folder, LUKS_VOLUME, 'volume')
  createEncrypted(folder, LUKS_IN_QCOW2, 'qcow2')
})

/** The file with its LUKS header changed, which begins at `base`. */
function edited(file: string, base: number, edit: Edit): Uint8Array {
  const bytes = new Uint8Array(readFileSync(join(folder, file)))
  for (const [offset, changed] of edit) bytes.set(changed, base + offset)
  writeFileSync(join(folder, 'edited'), bytes)
  return bytes
}

function theirSentence(): string {
  const { stderr } = runQemuImg(folder, ['info', 'edited'])
  return stderr.trim().replace("qemu-img: Could not open 'edited': ", '')
}

describe.each(['volume', 'qcow2'])('a LUKS header of version 1 in a %s', (file) => {
  const header = (): number => {
    const { qcow2 } = inspectImage(memorySource(readFileSync(join(folder, file))))
    return Number(qcow2?.crypto?.offset ?? 0)
  }

  test.each(Object.entries(REFUSED))('with %s is refused in qemu-img’s words', (_, edit) => {
    const { summary, ...details } = inspectImage(memorySource(edited(file, header(), edit)))
    expect(inEnglish(summary.fault)?.message).toBe(theirSentence())
    expect(inEnglish(summary.fault)?.expected).not.toBe(inEnglish(summary.fault)?.found)
    // What the header says is shown all the same.
    expect((details.luks ?? details.qcow2?.luks)?.slots).toHaveLength(8)
  })

  test.each(Object.entries(OPENED))('with %s is opened by both', (_, edit) => {
    const { summary } = inspectImage(memorySource(edited(file, header(), edit)))
    expect(theirSentence()).toBe('')
    expect(summary.fault).toBeUndefined()
  })
})

test('a fault names its field, its place, what is expected and what stands there', () => {
  const { summary } = inspectImage(memorySource(edited('volume', 0, [[SLOT_1 + 44, u32be(3999)]])))
  expect(inEnglish(summary.fault)).toMatchObject({
    ...{ code: 'invalid', what: 'luks.slot_1.stripes', offset: SLOT_1 + 44 },
    ...{ expected: '4000', found: '3999' },
  })
})
