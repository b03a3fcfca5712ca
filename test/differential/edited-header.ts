import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import { english } from '../../shared/phrases/english.ts'
import { qemuInfo } from '../../shared/report/qemu/qemu-info.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { runQemuImg } from '../helpers/programs/qemu-img.ts'

/**
 * Expects that an image whose header was edited is taken or refused as qemu-img does: with the same
 * facts, or in its words.
 */
export function expectAsQemuImg(folder: string, image: Uint8Array): void {
  writeFileSync(join(folder, 'edited'), image)
  const source = memorySource(image)
  const details = inspectImage(source)
  const { fault } = details.summary
  expect(probeImage(source)).toEqual(details.summary)
  const args = ['info', '-U', '--output=json', 'edited']
  const { status, stdout, stderr } = runQemuImg(folder, args)
  expect({ refused: fault !== undefined, stderr }).toMatchObject({ refused: status !== 0 })
  if (fault !== undefined) {
    // Of some qemu says nothing but that it could not read.
    const { message } = fault
    expect(stderr).toContain(message === undefined ? 'Input/output error' : english(message))
    return
  }
  const theirs = JSON.parse(stdout) as { readonly 'actual-size': number }
  const allocated = theirs['actual-size']
  const input = { displayPath: 'edited', length: image.length, allocated, details }
  expect(qemuInfo(input)).toEqual(theirs)
}
