import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ByteSource } from '../../shared/bytes/source.ts'
import { openWindow } from '../../shared/bytes/window.ts'
import { type Facts, gatherFacts, qemuFormat } from '../../shared/formats/verdict/facts.ts'
import { inspectAsOslo } from '../../shared/formats/verdict/openstack/inspect.ts'
import type { OsloInspection } from '../../shared/formats/verdict/openstack/types.ts'
import { ascii, concat, layOut, u16be, u32le } from '../helpers/bytes/encoders.ts'
import { withFile } from '../helpers/bytes/file-source.ts'
import {
  type Inspected,
  inspected,
  inspectedFormat,
  type OsloAnswer,
  osloInspect,
} from '../helpers/programs/oslo.ts'
import { runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { bootable, hostileImages } from './hostile-images.ts'
import { otherCases, qcow2Cases } from './info-matrix.ts'

const folder = temporaryFolder()

function ours(source: ByteSource): Inspected {
  return plain(inspectAsOslo(openWindow(source, new Uint8Array(4096))))
}

function plain({ matches, crashes }: OsloInspection): Inspected {
  const found = matches.map(({ format, complete, failures }) =>
    inspectedFormat(format, complete, complete ? failures.map(({ check }) => check) : []),
  )
  // Where the inspector crashes, nobody learns what else matched.
  return { crashes, matches: crashes ? [] : found }
}

/** As many names as there are images, in their order. */
function expectSame(
  names: readonly string[],
  answers: readonly OsloAnswer[],
  files: readonly string[],
) {
  const mine = files.map((file) => withFile(join(folder, file), ({ source }) => ours(source)))
  const table = (all: readonly Inspected[]) =>
    Object.fromEntries(all.map((one, at) => [`${at} ${names[at]}`, one]))
  expect(answers).toHaveLength(names.length)
  expect(table(mine)).toEqual(table(answers.map(inspected)))
}

describe('the inspector of OpenStack', () => {
  test('finds in images of qemu-img what we compute that it finds', () => {
    const cases = [...qcow2Cases(), ...otherCases()]
    const files = cases.map(({ make }, at) => {
      make(folder, `made-${at}`)
      return `made-${at}`
    })
    expectSame(
      cases.map(({ name }) => name),
      osloInspect(files.map((file) => join(folder, file))),
      files,
    )
  })

  test('finds in an ISO, and in one that boots from a disk, what we compute that it finds', () => {
    execFileSync('genisoimage', ['-quiet', '-o', join(folder, 'cd.iso'), join(folder, 'made-0')])
    writeFileSync(join(folder, 'boot.iso'), bootable(readFileSync(join(folder, 'cd.iso'))))
    const files = ['cd.iso', 'boot.iso']
    expectSame(files, osloInspect(files.map((file) => join(folder, file))), files)
  })

  test('finds in hostile files what we compute that it finds', () => {
    const images = hostileImages()
    const files = images.map(({ bytes }, at) => {
      writeFileSync(join(folder, `hostile-${at}`), bytes)
      return `hostile-${at}`
    })
    expectSame(
      images.map(({ name }) => name),
      osloInspect(files.map((file) => join(folder, file))),
      files,
    )
  })
})

describe('the format that qemu takes a file for', () => {
  const made = () =>
    [...qcow2Cases(), ...otherCases()].map(({ name }, at) => ({ name, file: `made-${at}` }))
  const forged = () => hostileImages().map(({ name }, at) => ({ name, file: `hostile-${at}` }))

  test('is what qemu-img says, of sound files and of hostile ones', () => {
    for (const { name, file } of [...made(), ...forged()]) {
      const { status, stdout, stderr } = runQemuImg(folder, ['info', '-U', '--output=json', file])
      const mine = factsOf(file)
      // What qemu refuses has a magic: raw data are never refused.
      if (status !== 0) expect.soft(qemuFormat(mine), `${name}: ${stderr}`).not.toBe('raw')
      else if (!CUT.has(name)) expect.soft(qemuFormat(mine), name).toBe(formatOf(stdout))
    }
  })

  test('is one of ours where two magics stand in one sector', () => {
    const both = layOut(4096, { 0: LUKS_1, 64: u32le(0xbeda107f) })
    writeFileSync(join(folder, 'both'), both)
    expect(runQemuImg(folder, ['info', 'both']).stderr).toContain('unsupported VDI image')
    // QEMU takes it for a VDI, whose magic wins against that of LUKS.
    expect(factsOf('both').detection.candidates.map(({ format }) => format)).toEqual([
      'vdi',
      'luks',
    ])
  })
})

const LUKS_1 = concat(ascii('LUKS'), Uint8Array.of(0xba, 0xbe), u16be(1))
/** To qemu a header that is cut is none; to whoever looks for what is damaged it is one. */
const CUT: ReadonlySet<string> = new Set(['the magic of qcow2 in 4 bytes'])

function factsOf(file: string): Facts {
  return withFile(join(folder, file), ({ source }) => gatherFacts(source, {}))
}

function formatOf(json: string): string {
  return (JSON.parse(json) as { format: string }).format
}
