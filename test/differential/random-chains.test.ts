import { readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { MapEntry } from '../../shared/formats/disk/map.ts'
import { sha256 } from '../helpers/bytes/sha256.ts'
import { commandHere } from '../helpers/command-here.ts'
import { comparable } from '../helpers/images/comparable-map.ts'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { openFiles } from '../helpers/images/open-files.ts'
import { type RandomChain, randomChain } from '../helpers/images/random-images.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { ownCheck, qemuImgCheck } from './check-images.ts'

/** `COWSCOPE_MATRIX_SEED` makes other chains, `COWSCOPE_MATRIX_CHAINS` more of them. */
const SEED = Number(process.env['COWSCOPE_MATRIX_SEED'] ?? 1)
const CHAINS = Number(process.env['COWSCOPE_MATRIX_CHAINS'] ?? 24)
const READS = 60

const folder = temporaryFolder()
const results = temporaryFolder()
const random = new SeededRandom(SEED)
const chains = Array.from({ length: CHAINS }, (_, index) => randomChain(folder, index, random))

function active({ files }: RandomChain): string {
  const [first] = files
  if (first === undefined) throw new Error('no file')
  return first.path
}

/** What the command line prints; it must succeed, and complain of nothing but unknown holes. */
async function ours(...args: readonly string[]): Promise<string> {
  const { stdout, complaints } = await succeeded(...args)
  expect(complaints).toBe('')
  return stdout
}

async function succeeded(...args: readonly string[]) {
  const { status, stdout, stderr } = await commandHere(args)
  const complaints = stderr.replaceAll(/^.*holes were not looked for.*\n/gm, '')
  expect(status, complaints).toBe(0)
  return { stdout, complaints }
}

describe(`what both say of a chain is the same (seed ${SEED})`, () => {
  test.each(chains)('map: $title', async (chain) => {
    const theirs = qemuImg('map', '--output=json', '-f', 'qcow2', active(chain))
    const mine = await ours('map', '--output', 'json', active(chain))
    const entries = (json: string) => comparable(JSON.parse(json) as MapEntry[])
    expect(entries(mine)).toEqual(entries(theirs))
  })

  test.each(chains)('map for people: $title', async (chain) => {
    const theirs = runQemuImg(folder, ['map', '-f', 'qcow2', active(chain)])
    const { stdout, complaints } = await succeeded('map', active(chain))
    // qemu-img gives up where there is no place in a file to be shown.
    if (theirs.status !== 0) {
      expect(stdout).toMatch(/ compressed +/)
      expect(complaints).toMatch(/^cowscope: .* QEMU ends with an error .*\n$/)
    } else {
      expect([stdout, complaints]).toEqual([theirs.stdout, ''])
    }
  })

  test.each(chains)('check for people: $title', async (chain) => {
    expect(await ours('check', active(chain))).toBe(qemuImg('check', active(chain)))
  })

  test.each(chains)('check: $title', ({ files }) => {
    for (const { path, format = 'qcow2' } of files) {
      if (format !== 'qcow2') continue
      const name = basename(path)
      const theirs = qemuImgCheck(folder, { title: name, name })
      const { result, status } = ownCheck(readFileSync(path), name)
      expect([theirs.status, theirs.stderr]).toEqual([0, ''])
      expect(result).toEqual(theirs.result)
      expect(status).toBe(0)
    }
  })

  test.each(chains)('measure: $title', async (chain) => {
    for (const target of [['raw'], ['qcow2'], ['qcow2', '-o', 'cluster_size=4k,refcount_bits=1']]) {
      const args = ['measure', '-O', ...target]
      const theirs = qemuImg(...args, '--output=json', active(chain))
      const mine = await ours(...args, '--output', 'json', active(chain))
      expect(JSON.parse(mine), target.join(' ')).toEqual(JSON.parse(theirs))
    }
  })

  test.each(chains)('export and read: $title', async (chain) => {
    const [mine, theirs] = [join(results, 'ours.raw'), join(results, 'theirs.raw')]
    qemuImg('convert', '-f', 'qcow2', '-O', 'raw', active(chain), theirs)
    await ours('export', active(chain), '-o', mine)
    expect(sha256(mine)).toBe(sha256(theirs))
    expectReads(chain, readFileSync(theirs))
    rmSync(mine)
  })

  test.each(chains.filter(({ snapshots }) => snapshots.length > 0))(
    'every snapshot: $title',
    async (chain) => {
      const [mine, theirs] = [join(results, 'ours.raw'), join(results, 'theirs.raw')]
      for (const [index, name] of chain.snapshots.entries()) {
        const args = ['convert', '-f', 'qcow2', '-l', name, '-O', 'raw', active(chain), theirs]
        // qemu-img does not allow a snapshot to be opened by its number.
        expect(runQemuImg(folder, args).stderr).toBe('')
        for (const snapshot of [name, `${index + 1}`]) {
          await ours('export', active(chain), '-o', mine, '--snapshot', snapshot)
          expect(sha256(mine), snapshot).toBe(sha256(theirs))
          rmSync(mine)
        }
        const measured = qemuImg(
          'measure',
          '-O',
          'qcow2',
          '--output=json',
          '-l',
          name,
          active(chain),
        )
        const measure = ['measure', '-O', 'qcow2', '--output', 'json', '-l', name, active(chain)]
        expect(JSON.parse(await ours(...measure))).toEqual(JSON.parse(measured))
      }
    },
  )
})

function expectReads({ files }: RandomChain, expected: Buffer): void {
  const { disk, close } = openFiles(files)
  const places = new SeededRandom(SEED)
  for (let count = 0; count < READS; count += 1) {
    const offset = places.below(disk.size)
    const length = 1 + places.below(Math.min(disk.size - offset, 200_000))
    // What was in the target before must not shine through.
    const target = new Uint8Array(length).fill(0xa5)
    disk.read(target, offset)
    const same = Buffer.compare(target, expected.subarray(offset, offset + length)) === 0
    expect(same, `${length} bytes at ${offset}`).toBe(true)
  }
  close()
}
