import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import type { ImageFormat } from '../../shared/formats/types.ts'
import { qemuInfo } from '../../shared/report/qemu/qemu-info.ts'
import { withFile } from '../helpers/bytes/file-source.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { CHEAP_KEYS, cryptsetup, luksVolume } from '../helpers/programs/cryptsetup.ts'
import { qemuInfoJson, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
function volume(name: string, ...options: readonly string[]): string {
  const path = join(folder, name)
  luksVolume(path, ...options)
  return path
}

function detailsOf(path: string): ImageDetails {
  const source = memorySource(readFileSync(path))
  const details = inspectImage(source)
  expect(probeImage(source)).toEqual(details.summary)
  return details
}

function expectQemuInfo(path: string): void {
  const theirs = qemuInfoJson(folder, path)
  withFile(path, ({ source, length, allocated }) => {
    const details = inspectImage(source)
    expect(qemuInfo({ displayPath: path, length, allocated, details })).toEqual(theirs)
  })
}

describe('a LUKS volume that cryptsetup made', () => {
  test('of version 1 is what qemu-img says', () => {
    const path = volume('one', '--type', 'luks1', '--pbkdf-force-iterations', '1000')
    expect(detailsOf(path).luks?.version).toBe(1)
    expectQemuInfo(path)
  })

  test('of version 2 tells what its header and its JSON area say', () => {
    const names = ['--label', 'données', '--subsystem', 'cinder']
    const path = volume('two', '--type', 'luks2', ...CHEAP_KEYS, ...names)
    cryptsetup([
      'luksAddKey',
      '--batch-mode',
      ...CHEAP_KEYS,
      '--key-file=-',
      '--keyfile-size=10',
      path,
      keyFile(),
    ])
    const theirs = JSON.parse(cryptsetup(['luksDump', '--dump-json-metadata', path])) as Json
    const { luks2, summary, faults } = detailsOf(path)
    expect(faults).toEqual([])
    expect(luks2?.label).toBe('données')
    expect(luks2?.subsystem).toBe('cinder')
    expect(luks2?.uuid).toBe(cryptsetup(['luksUUID', path]).trim())
    expect(luks2?.headerSize).toBe(4096 + Number(theirs.config.json_size))
    expect(luks2?.segments).toEqual([
      {
        id: '0',
        type: 'crypt',
        offset: Number(theirs.segments['0']?.offset),
        encryption: theirs.segments['0']?.encryption,
        sectorSize: theirs.segments['0']?.sector_size,
      },
    ])
    expect(
      luks2?.keySlots.map(({ id, type, kdf, keyBytes }) => ({ id, type, kdf, keyBytes })),
    ).toEqual(
      Object.entries(theirs.keyslots).map(([id, { type, kdf, key_size }]) => ({
        id,
        type,
        kdf: kdf.type,
        keyBytes: key_size,
      })),
    )
    expect(luks2?.keySlots).toHaveLength(2)
    expect(summary.virtualSize).toBe((32 << 20) - (luks2?.segments[0]?.offset ?? 0))
    expect(inEnglish(summary.fault)?.message).toBe('LUKS version 2 is not supported')
    expectQemuInfo(path)
  })

  test('of version 2 is no disk to us, and raw to qemu-img as to whoever asks for raw', () => {
    const path = volume('refused', '--type', 'luks2', ...CHEAP_KEYS)
    const source = memorySource(readFileSync(path))
    const open = (format: ImageFormat) => openLayer(source, format, { codecs: nodeCodecs })
    expect(() => open('luks')).toThrow('LUKS version 2 is not supported')
    expect(open('raw').size).toBe(qemuInfoJson(folder, path)['virtual-size'])
  })

  test.each([
    ['no JSON', (bytes: Uint8Array) => bytes.fill(0x7b, 4096, 16_384), 'invalid luks2.json'],
    ['a header of 1 TiB', (bytes: Uint8Array) => bytes.fill(1, 10, 12), 'limit luks2.hdr_size'],
  ])('of version 2 with %s has its names, and a fault', (_, damage, fault) => {
    const path = volume('damaged', '--type', 'luks2', ...CHEAP_KEYS, '--label', 'name')
    const bytes = new Uint8Array(readFileSync(path))
    damage(bytes)
    const { luks2, faults, summary } = inspectImage(memorySource(bytes))
    expect(luks2).toMatchObject({ label: 'name', segments: [], keySlots: [], tokens: [] })
    expect(faults.map(({ code, what }) => `${code} ${what}`)).toEqual([fault])
    expect(summary.virtualSize).toBeUndefined()
  })
})

interface Json {
  readonly config: { readonly json_size: string }
  readonly segments: Readonly<
    Record<
      string,
      { readonly offset: string; readonly encryption: string; readonly sector_size: number }
    >
  >
  readonly keyslots: Readonly<
    Record<
      string,
      { readonly type: string; readonly key_size: number; readonly kdf: { readonly type: string } }
    >
  >
}

function keyFile(): string {
  const path = join(folder, 'second-key')
  writeFileSync(path, 'another passphrase')
  return path
}
