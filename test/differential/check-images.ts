import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type QemuCheck, qemuCheck } from '../../electron/cli/image/check-json.ts'
import type { Qcow2Check } from '../../shared/formats/qcow2/check/types.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { createEncrypted, LUKS_IN_QCOW2 } from '../helpers/images/encrypted-images.ts'
import { checkQcow2 } from '../helpers/images/in-one-go.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { qemuImg, runQemuImg } from '../helpers/programs/qemu-img.ts'

export interface CheckCase {
  readonly title: string
  /** Name in the folder. */
  readonly name: string
  /** How qemu-img opens it where the name alone is not enough. */
  readonly open?: readonly string[]
}

interface Spec {
  readonly options: string
  readonly size?: number
  readonly compressed?: boolean
  readonly snapshots?: number
  readonly bitmaps?: number
  readonly arguments?: readonly string[]
}

const KIB = 1024
const WITH_KEY = ['--object', 'secret,id=sec0,data=passphrase', '--image-opts']

const SPECS: Readonly<Record<string, Spec>> = {
  ...Object.fromEntries(
    [512, 4 * KIB, 64 * KIB, 2048 * KIB].flatMap((clusterSize) =>
      ['0.10', '1.1'].map((compat) => {
        const options = `compat=${compat},cluster_size=${clusterSize}`
        const size = Math.max(4096 * KIB, Math.min(clusterSize * 300, 64 * KIB * KIB))
        return [`${compat}, clusters of ${clusterSize}`, { options, size, compressed: true }]
      }),
    ),
  ),
  ...Object.fromEntries(
    [1, 2, 4, 8, 16, 32, 64].map((bits) => [
      `refcounts of ${bits} bits`,
      {
        options: `cluster_size=4k,refcount_bits=${bits}`,
        snapshots: bits > 2 ? 3 : bits - 1,
        compressed: bits > 8,
      },
    ]),
  ),
  'extended L2': { options: 'extended_l2=on', compressed: true, snapshots: 1, size: 6_000_128 },
  zstd: { options: 'compression_type=zstd', compressed: true },
  'lazy refcounts': { options: 'lazy_refcounts=on' },
  'bitmaps of three granularities': {
    options: 'cluster_size=4k',
    bitmaps: 3,
    size: 64 * KIB * KIB,
  },
  'bitmaps and snapshots': { options: 'cluster_size=512', bitmaps: 1, snapshots: 2 },
  'data file': { options: 'data_file=data-file.bin' },
  'raw data file': { options: 'data_file=raw-file.bin,data_file_raw=on' },
  'preallocated metadata': { options: 'preallocation=metadata' },
  'falloc preallocation': { options: 'preallocation=falloc' },
  'full preallocation': { options: 'preallocation=full' },
  'data file with preallocated metadata': {
    options: 'data_file=meta.bin,preallocation=metadata',
  },
  overlay: { options: 'cluster_size=8k', arguments: ['-b', 'base.raw', '-F', 'raw'] },
}

/** Images that qemu-img makes, with random writes, zeroes, discards and compressed clusters. */
export function makeCheckMatrix(folder: string, seed: number): readonly CheckCase[] {
  const random = new SeededRandom(seed)
  writeFileSync(join(folder, 'base.raw'), random.bytes(100_000))
  const cases = Object.entries(SPECS).map(([title, spec], index) => {
    const name = `case-${index}.qcow2`
    makeCase(folder, name, spec, random)
    return { title, name }
  })
  createEncrypted(folder, LUKS_IN_QCOW2, 'luks.qcow2')
  const path = `driver=qcow2,encrypt.key-secret=sec0,file.filename=${join(folder, 'luks.qcow2')}`
  const open = [...WITH_KEY, path]
  execFileSync('qemu-io', [...WITH_KEY, '-c', 'write -P 5 100k 700k', path])
  return [...cases, { title: 'luks', name: 'luks.qcow2', open }]
}

function makeCase(folder: string, name: string, spec: Spec, random: SeededRandom): void {
  const { options, size = 3_000_320, snapshots = 0, bitmaps = 0 } = spec
  const create = ['create', '-q', '-f', 'qcow2', '-o', options, ...(spec.arguments ?? [])]
  qemuImg(folder, ...create, name, `${size}`)
  const write = (): void => qemuIo(folder, name, writesOf(size, random))
  if (spec.compressed === true) {
    // Whole 2 MiB are whole clusters of every size; qemu compresses only what is not there yet.
    qemuIo(folder, name, [`write -c -P 7 0 ${2048 * KIB}`])
  }
  write()
  for (let index = 0; index < bitmaps; index += 1) {
    const granularity = `${512 << (index * 3)}`
    qemuImg(folder, 'bitmap', '--add', '-g', granularity, name, `bitmap ${index}`)
  }
  for (let index = 0; index < snapshots; index += 1) {
    qemuImg(folder, 'snapshot', '-c', `snapshot ${index}`, name)
    write()
  }
  if (bitmaps > 0) write()
}

/** In the folder: the name of a data file counts from there. */
function qemuIo(folder: string, name: string, commands: readonly string[]): void {
  const args = commands.flatMap((command) => ['-c', command])
  const output = execFileSync('qemu-io', [...args, name], { cwd: folder, encoding: 'utf8' })
  if (/failed|error/i.test(output)) throw new Error(`qemu-io: ${output}`)
}

function writesOf(size: number, random: SeededRandom): string[] {
  const commands: string[] = []
  for (let count = 0; count < 12; count += 1) {
    const at = random.below(size / 512) * 512
    const length = Math.min(size - at, (1 + random.below(200)) * 512)
    const verb = random.pick(['write -P 3', 'write -P 4', 'write -z', 'write -z -u', 'discard'])
    commands.push(`${verb} ${at} ${length}`)
  }
  return commands
}

/** What qemu-img says: undefined where it ends without a result. */
export interface Oracle {
  readonly status: number
  readonly result?: QemuCheck
  readonly stderr: string
}

export function qemuImgCheck(folder: string, { name, open = [name] }: CheckCase): Oracle {
  const before = open.slice(0, -1)
  const { status, stdout, stderr } = runQemuImg(folder, [
    'check',
    '--output=json',
    ...before,
    ...open.slice(-1),
  ])
  if (stdout.trim() === '') return { status, stderr }
  return { status, stderr, result: { ...(JSON.parse(stdout) as QemuCheck), filename: name } }
}

/** What qemu-img prints too; all others are ours, and told where something is wrong only. */
export function qemuKeys(result: QemuCheck): QemuCheck {
  const {
    'structures-beyond-end': ends,
    'findings-total': total = 0,
    findings = [],
    ...keys
  } = result
  const { corruptions = 0, leaks = 0, 'check-errors': errors } = keys
  expect(total).toBe(corruptions + leaks + errors + (ends ?? 0))
  expect(total === 0 || findings.length > 0).toBe(true)
  return keys
}

/** What the command line would print and end with, for an image in memory. */
export function ownCheck(
  bytes: Uint8Array,
  name: string,
): { readonly check: Qcow2Check; readonly result: QemuCheck; readonly status: number } {
  const check = checkQcow2(memorySource(bytes))
  const result = qemuKeys(qemuCheck(name, 'qcow2', check))
  const { checkErrors, corruptions, leaks } = check
  const status = checkErrors > 0 ? 1 : corruptions > 0 ? 2 : leaks > 0 ? 3 : 0
  return { check, result, status }
}
