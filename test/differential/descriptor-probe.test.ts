import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { probeImage } from '../../shared/formats/probe.ts'
import { ascii, layOut } from '../helpers/bytes/encoders.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()

/** qemu-img opens what it takes for raw, and refuses a descriptor that says nothing more. */
function theirFormat(bytes: Uint8Array): string {
  writeFileSync(join(folder, 'text'), bytes)
  const { status, stderr } = runQemuImg(folder, ['info', 'text'])
  if (status === 0) return 'raw'
  expect(stderr).toContain('invalid VMDK image descriptor')
  return 'vmdk'
}

test.each([
  ['version=1\n', 'vmdk'],
  ['version=4\n', 'raw'],
  ['# a comment\nversion=1\n', 'vmdk'],
  ['# a comment\r\nversion=1\r\n', 'vmdk'],
  ['\n\n# a comment\nversion=2\n', 'raw'],
  ['# a comment\n\nversion=2\n', 'raw'],
  ['# a comment\r\n\r\nversion=2\r\n', 'raw'],
  [' \nversion=2\n', 'vmdk'],
  ['  \r\nversion=2\r\n', 'vmdk'],
  ['# a comment\n  \n \nversion=3\n', 'vmdk'],
  [' version=1\n', 'raw'],
])('a text that begins with %j is %s, as to qemu-img', (text, format) => {
  const bytes = layOut(512, { 0: ascii(text) })
  expect(theirFormat(bytes)).toBe(format)
  expect(probeImage(memorySource(bytes)).format).toBe(format)
})
