import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLUSTER_SIZE, encodeQcow2 } from '../../shared/sample/encode/qcow2.ts'
import { encodeRaw, encodeSwap } from '../../shared/sample/encode/raw.ts'
import { createRandom, randomBytes } from '../../shared/sample/random.ts'
import type { FileContent } from '../../shared/sample/tree.ts'
import type { BenchDomain } from './domain-xml.ts'

const GIB = 2 ** 30
const MIB = 2 ** 20
const BASES = 50
const DISKS = ['disk', 'disk.eph0', 'disk.swap'] as const
const INSTANCES = 'var/lib/nova/instances'
const FLAVOR_SIZES = [10, 20, 40, 80, 120] as const
// Raised when what is written changes, so that an older tree is made anew.
const FORMAT = 2

/** A large node for measurements. */
export interface BenchNode {
  readonly rootPath: string
  readonly instances: number
  /** Paths of all qcow2 files, relative to the root. */
  readonly images: readonly string[]
}

/**
 * A node with five files an instance, three of them overlays on 50 bases: 10,000 instances make
 * 50,000 files and 30,000 qcow2. Takes the tree that an earlier run has left, if it is complete.
 */
export function benchNode(instances: number, folder = tmpdir()): BenchNode {
  const rootPath = join(folder, `cowscope-bench-${instances}`)
  // Beside the tree, so that it is not measured.
  const marker = `${rootPath}.complete`
  const uuids = instanceIds(instances)
  if (!isComplete(marker)) {
    rmSync(marker, { force: true })
    rmSync(rootPath, { recursive: true, force: true })
    writeNode(rootPath, uuids)
    // Blocks are counted and the disk is quiet only when everything has been written back.
    execFileSync('sync')
    writeFileSync(marker, `${FORMAT}\n`)
  }
  const images = uuids.flatMap((uuid) => DISKS.map((name) => join(INSTANCES, uuid, name)))
  return { rootPath, instances, images }
}

/** The definition of every instance, of the image that its base was made from. */
export function benchDomains({ instances }: BenchNode): readonly BenchDomain[] {
  return instanceIds(instances).map((uuid, index) => ({
    number: index + 1,
    uuid,
    imageId: imageId(index % BASES),
    folder: `/${INSTANCES}/${uuid}`,
    disks: DISKS,
  }))
}

function isComplete(marker: string): boolean {
  return existsSync(marker) && readFileSync(marker, 'utf8') === `${FORMAT}\n`
}

function instanceIds(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => createRandom(1, index).uuid())
}

function writeNode(rootPath: string, uuids: readonly string[]): void {
  const base = join(rootPath, INSTANCES, '_base')
  mkdirSync(base, { recursive: true })
  mkdirSync(join(rootPath, 'etc/nova'), { recursive: true })
  writeFileSync(
    join(rootPath, 'etc/nova/nova.conf'),
    `[DEFAULT]\ninstances_path = /${INSTANCES}\ndefault_ephemeral_format = ext4\n`,
  )
  const names = Array.from({ length: BASES }, (_, index) => baseName(index))
  const data = [{ index: 0, bytes: randomBytes(1, CLUSTER_SIZE) }]
  for (const name of names) writeContent(join(base, name), encodeRaw(2 * GIB, data))
  writeContent(join(base, 'ephemeral_20_40d1d2c'), encodeRaw(20 * GIB, data))
  writeContent(join(base, 'swap_512'), encodeSwap(512 * MIB))

  const overlay = overlays()
  for (const [index, uuid] of uuids.entries()) {
    writeInstance(join(rootPath, INSTANCES, uuid), uuid, {
      disk: overlay(names[index % BASES] ?? '', flavorSize(index), index % 3),
      'disk.eph0': overlay('ephemeral_20_40d1d2c', 20 * GIB, 0),
      'disk.swap': overlay('swap_512', 512 * MIB, 0),
    })
  }
}

function baseName(index: number): string {
  return createHash('sha1').update(imageId(index)).digest('hex')
}

function imageId(index: number): string {
  return createRandom(2, index).uuid()
}

function flavorSize(index: number): number {
  return (FLAVOR_SIZES[index % FLAVOR_SIZES.length] ?? 20) * GIB
}

/** Encodes each kind of overlay once: thousands of files share the same bytes. */
function overlays(): (base: string, virtualSize: number, dataClusters: number) => FileContent {
  const encoded = new Map<string, FileContent>()
  const bytes = randomBytes(3, CLUSTER_SIZE)
  return (base, virtualSize, dataClusters) => {
    const key = `${base} ${virtualSize} ${dataClusters}`
    const known = encoded.get(key)
    if (known !== undefined) return known
    const content = encodeQcow2({
      virtualSize,
      clusters: Array.from({ length: dataClusters }, (_, index) => ({ index: index * 3, bytes })),
      backing: { name: `/${INSTANCES}/_base/${base}`, format: 'raw' },
    })
    encoded.set(key, content)
    return content
  }
}

function writeInstance(
  folder: string,
  uuid: string,
  disks: Readonly<Record<string, FileContent>>,
): void {
  mkdirSync(folder)
  for (const [name, content] of Object.entries(disks)) writeContent(join(folder, name), content)
  const formats = Object.keys(disks).map((name) => [`/${INSTANCES}/${uuid}/${name}`, 'qcow2'])
  writeFileSync(join(folder, 'disk.info'), JSON.stringify(Object.fromEntries(formats)))
  writeFileSync(join(folder, 'console.log'), `[    0.000000] Linux version 6.1.0 ${uuid}\n`)
}

function writeContent(path: string, { length, parts }: FileContent): void {
  const fd = openSync(path, 'w')
  try {
    ftruncateSync(fd, length)
    for (const { offset, bytes } of parts) writeSync(fd, bytes, 0, bytes.length, offset)
  } finally {
    closeSync(fd)
  }
}
