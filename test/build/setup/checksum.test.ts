import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { verify } from '../../../build/setup/checksum.mjs'

const folder = mkdtempSync(join(tmpdir(), 'cowscope-checksum-'))
const file = join(folder, 'abc')
writeFileSync(file, 'abc')
afterAll(() => rmSync(folder, { recursive: true }))

// FIPS 180-2, appendix B.1.
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

test('a file with the expected checksum passes', async () => {
  await expect(verify(file, 'sha256', 'hex', sha256)).resolves.toBeUndefined()
})

test('any other file is refused with both checksums', async () => {
  const wrong = sha256.replace('b', 'c')
  await expect(verify(file, 'sha256', 'hex', wrong)).rejects.toThrow(
    `sha256 ${sha256}, not ${wrong}`,
  )
})
