import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { CHECK_EXIT } from '../../../../electron/cli/exit-code.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const KINDS = ['monolithicFlat', 'twoGbMaxExtentFlat', 'twoGbMaxExtentSparse'] as const
const SPLIT = 'twoGbMaxExtentSparse'
const FLAT = 'twoGbMaxExtentFlat'
const cli = cliOfTests()

beforeAll(() => {
  for (const kind of KINDS) {
    const options = ['-f', 'vmdk', '-o', `subformat=${kind}`]
    qemuImg(folder, 'create', '-q', ...options, `${kind}.vmdk`, '3G')
    qemuIo(join(folder, `${kind}.vmdk`), ['write -P 3 1M 1M', 'write -P 4 2500M 200k'], 'vmdk')
  }
}, 120_000)

function run(...args: readonly string[]) {
  return cli.run(['check', ...args], { cwd: folder })
}

/** Puts another file in the place of the extent `name` for `use`; `make` is given both paths. */
function withExtent(name: string, make: (path: string, sound: string) => void, use: () => void) {
  const path = join(folder, name)
  const sound = `${path}.sound`
  renameSync(path, sound)
  try {
    make(path, sound)
    use()
  } finally {
    renameSync(sound, path)
  }
}

/** The last entry of a grain table that names a grain names one after the end of the file. */
function spoil(path: string, sound: string): void {
  const bytes = readFileSync(sound)
  const directory = Number(bytes.readBigUInt64LE(56)) * 512
  const grains: number[] = []
  for (let index = 0; index < 64; index += 1) {
    const table = bytes.readUInt32LE(directory + index * 4) * 512
    for (let at = table; table !== 0 && at < table + 2048; at += 4) {
      if (bytes.readUInt32LE(at) !== 0) grains.push(at)
    }
  }
  bytes.writeUInt32LE(0x7000_0000, grains.at(-1) ?? 0)
  writeFileSync(path, bytes)
}

const ofBytes = (length: number) => (path: string) => writeFileSync(path, Buffer.alloc(length))

describe('a VMDK whose data is in the files that it names is checked whole', () => {
  test.each(KINDS)('%s, as qemu-img does', (kind) => {
    for (const output of [[], ['--output=json']]) {
      const args = output.flatMap((option) => option.split('='))
      const { status, stdout, stderr } = run(...args, `${kind}.vmdk`)
      const theirs = runQemuImg(folder, ['check', '-f', 'vmdk', ...output, `${kind}.vmdk`])
      expect({ status, stderr }).toEqual({ status: theirs.status, stderr: '' })
      if (output.length === 0) expect(stdout).toBe(theirs.stdout)
      else expect(JSON.parse(stdout)).toEqual(JSON.parse(theirs.stdout))
    }
  })

  test('a grain outside of its file is a corruption of that file; qemu-img gives up with 1', () => {
    withExtent(`${SPLIT}-s002.vmdk`, spoil, () => {
      expect(runQemuImg(folder, ['check', '-f', 'vmdk', `${SPLIT}.vmdk`]).status).toBe(1)
      const { status, stdout, stderr } = run('--output', 'json', `${SPLIT}.vmdk`)
      expect(status).toBe(CHECK_EXIT.corrupt)
      expect(JSON.parse(stdout)).toMatchObject({ corruptions: 1, 'check-errors': 0 })
      expect(stderr).toMatch(
        /ERROR .*grain table at offset 0x[\da-f]+ of twoGbMaxExtentSparse-s002\.vmdk/,
      )
    })
  })

  test('a flat extent that was cut is named, and one that begins after its file is a corruption', () => {
    const name = `${FLAT}-f002.vmdk`
    withExtent(name, ofBytes(1 << 20), () => {
      const { status, stdout, stderr } = run('--output', 'json', `${FLAT}.vmdk`)
      expect(status).toBe(CHECK_EXIT.clean)
      expect(JSON.parse(stdout)).toMatchObject({ 'structures-beyond-end': 1 })
      expect(stderr).toContain(` of ${name}`)
    })
    withExtent(name, ofBytes(0), () => {
      expect(runQemuImg(folder, ['check', '-f', 'vmdk', `${FLAT}.vmdk`]).status).toBe(1)
      expect(run(`${FLAT}.vmdk`).status).toBe(CHECK_EXIT.corrupt)
    })
  })

  test('an extent that is not here is an error of the check, and the others are checked', () => {
    withExtent(
      `${SPLIT}-s001.vmdk`,
      () => undefined,
      () => {
        expect(runQemuImg(folder, ['check', '-f', 'vmdk', `${SPLIT}.vmdk`]).status).toBe(1)
        withExtent(`${SPLIT}-s002.vmdk`, spoil, () => {
          const { status, stdout, stderr } = run('--output', 'json', `${SPLIT}.vmdk`)
          expect(status).toBe(CHECK_EXIT.failed)
          expect(JSON.parse(stdout)).toMatchObject({ 'check-errors': 1, corruptions: 1 })
          expect(stderr).toContain('s001.vmdk" is not here')
        })
      },
    )
  })

  test('a name of hundreds of kilobytes is cut where it is told, as it is everywhere', () => {
    const long = 'n'.repeat(500_000)
    const descriptor = readFileSync(join(folder, `${FLAT}.vmdk`), 'latin1')
    const text = descriptor.replace(`${FLAT}-f001.vmdk`, long)
    writeFileSync(join(folder, 'long.vmdk'), text, 'latin1')
    const { status, stderr } = run('long.vmdk')
    expect(status).toBe(CHECK_EXIT.failed)
    expect(stderr).toContain(' of nnn')
    expect(stderr.length).toBeLessThan(10_000)
  })

  test('an extent line without a name in quotes names no file', () => {
    const text = readFileSync(join(folder, `${FLAT}.vmdk`), 'latin1').replace(
      / "[^"]*-f001.vmdk"/,
      '',
    )
    writeFileSync(join(folder, 'nameless.vmdk'), text, 'latin1')
    const { status, stderr } = run('nameless.vmdk')
    expect(status).toBe(CHECK_EXIT.failed)
    expect(stderr).toContain('(vmdk.extent at offset 0x0: expected an extent that can be read, ')
  })
})
