import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { qemuCheck } from '../../electron/cli/image/check-json.ts'
import type { ImageCheck } from '../../shared/formats/check/types.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { checkImage } from '../helpers/images/in-one-go.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { qemuKeys } from './check-images.ts'
import { type Edit, editsOf, type TableFormat } from './table-edits.ts'

const folder = temporaryFolder()
const FORMATS: readonly TableFormat[] = ['parallels', 'qed', 'vdi', 'vhdx', 'vmdk']
const images = new Map(FORMATS.map((format) => [format, imageOf(format)]))

/** An image with data in four places, of which one is not whole. */
function imageOf(format: TableFormat): Buffer {
  const path = join(folder, `sound.${format}`)
  qemuImg(folder, 'create', '-q', '-f', format, path, '64M')
  const writes = ['0 1M', '10M 2M', '30M 70k', '5M 3M'].flatMap((at) => ['-c', `write -P 7 ${at}`])
  execFileSync('qemu-io', ['-f', format, ...writes, path], { stdio: 'ignore' })
  return readFileSync(path)
}

function ownCheck(bytes: Uint8Array): ImageCheck {
  const outcome = checkImage(memorySource(bytes))
  if (outcome.kind !== 'checked') throw new Error(outcome.kind)
  return outcome.check
}

interface Theirs {
  readonly status: number
  readonly json: unknown
  readonly stderr: string
}

function qemuImgCheck(name: string, format: TableFormat, bytes: Uint8Array): Theirs {
  writeFileSync(join(folder, name), bytes)
  const { status, stdout, stderr } = runQemuImg(folder, [
    'check',
    '-f',
    format,
    '--output=json',
    name,
  ])
  return { status, json: stdout === '' ? undefined : JSON.parse(stdout), stderr }
}

/** Without what qemu-img does not tell. */
function comparable(name: string, format: TableFormat, check: ImageCheck): unknown {
  return qemuKeys(qemuCheck(name, format, check))
}

describe('the check of a sound image is qemu-img’s', () => {
  test.each(FORMATS)('%s', (format) => {
    const bytes = images.get(format) ?? Buffer.alloc(0)
    const theirs = qemuImgCheck(`sound.${format}`, format, bytes)
    const check = ownCheck(bytes)
    expect(comparable(`sound.${format}`, format, check)).toEqual(theirs.json)
    expect([check.findings, check.beyondEnd]).toEqual([[], []])
  })
})

describe('the check of a damaged image counts what qemu-img counts', () => {
  const cases = FORMATS.flatMap((format) =>
    editsOf(format, images.get(format) ?? Buffer.alloc(0)).map((edit) => ({ format, ...edit })),
  )

  test.each(cases.filter(({ differs }) => differs === undefined))(
    '$format: $title',
    ({ format, bytes }) => {
      const name = `damaged.${format}`
      const theirs = qemuImgCheck(name, format, bytes)
      expect(comparable(name, format, ownCheck(bytes)), theirs.stderr).toEqual(theirs.json)
    },
  )

  test.each(cases.filter(({ differs }) => differs !== undefined))(
    '$format: $title, where it is not what this qemu-img says: $differs',
    (edit: Edit & { readonly format: TableFormat }) => {
      const theirs = qemuImgCheck(`other.${edit.format}`, edit.format, edit.bytes)
      const { corruptions, beyondEndCount, findings } = ownCheck(edit.bytes)
      expect(theirs.json, theirs.stderr).toEqual(edit.theirs?.(`other.${edit.format}`))
      expect({ corruptions, beyondEndCount }).toEqual(edit.own)
      expect(findings.length).toBe(corruptions)
    },
  )
})

test('of a VHDX whose last block comes after the entry of a sector bitmap, cut or not', () => {
  const path = join(folder, 'large.vhdx')
  qemuImg(folder, 'create', '-q', '-f', 'vhdx', '-o', 'block_size=1M', path, '4097M')
  execFileSync('qemu-io', ['-f', 'vhdx', '-c', 'write -P 7 4096M 1M', path], { stdio: 'ignore' })
  const sound = readFileSync(path)
  for (const by of [0, 100, 300 * 1024, 1024 * 1024 + 100]) {
    const bytes = sound.subarray(0, sound.length - by)
    const theirs = qemuImgCheck('cut.vhdx', 'vhdx', bytes)
    expect(comparable('cut.vhdx', 'vhdx', ownCheck(bytes)), theirs.stderr).toEqual(theirs.json)
  }
})
