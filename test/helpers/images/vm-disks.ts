import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeRaw, qemuImg, qemuIo } from './disk-images.ts'
import { SeededRandom } from './seeded-random.ts'
import { cowd, seSparse } from './vmdk-images.ts'

/** A disk that qemu-img made in another format than qcow2. */
export interface FormatCase {
  readonly title: string
  readonly path: string
  /** What qemu-img has to be told, where it does not see it by itself. */
  readonly format: string
}

const KIB = 1024
const MIB = 1024 * KIB

/** Writes, and zeroes where `kinds` says that the format takes them, at any sector of the disk. */
function writes(size: number, kinds: readonly string[], random: SeededRandom): readonly string[] {
  return Array.from({ length: 30 }, () => {
    const at = random.below(size / 512) * 512
    const length = Math.min(512 + random.below(400) * 512, size - at)
    return `${random.pick(kinds).replace('%', `${1 + random.below(255)}`)} ${at} ${length}`
  })
}

function made(path: string, format: string, options: string, size: number, random: SeededRandom) {
  const how = options === '' ? [] : ['-o', options]
  qemuImg('create', '-q', '-f', format, ...how, path, `${size}`)
  // The disk of a VHD is as large as its geometry, which qemu-img rounds up to.
  qemuIo(path, writes(size, ['write -P %', 'write -P %', 'write -z'], random), format)
}

function converted(folder: string, path: string, options: string, size: number): void {
  const raw = join(folder, 'converted.raw')
  makeRaw(raw, size / 4, new SeededRandom(size))
  execFileSync('truncate', ['-s', `${size}`, raw])
  qemuImg('convert', '-f', 'raw', '-O', 'vmdk', '-o', options, raw, path)
}

/** Every subformat, with disks that do not end where a block does. */
export function formatCases(folder: string, seed: number): readonly FormatCase[] {
  const random = new SeededRandom(seed)
  const size = 5 * MIB + 3 * 512
  const image = (format: string, options: string, bytes = size): FormatCase => {
    const name = `${format}-${options.replaceAll(/[^a-zA-Z0-9]/g, '_')}-${bytes}.img`
    made(join(folder, name), format, options, bytes, random)
    return { title: `${format} ${options} of ${bytes}`, path: join(folder, name), format }
  }
  const stream = join(folder, 'stream.vmdk')
  converted(folder, stream, 'subformat=streamOptimized', size - (size % (64 * KIB)) + 512)
  return [
    image('vmdk', 'subformat=monolithicSparse'),
    image('vmdk', 'subformat=monolithicSparse', 40 * MIB),
    image('vmdk', 'subformat=monolithicSparse,zeroed_grain=on'),
    image('vmdk', 'subformat=monolithicFlat'),
    image('vmdk', 'subformat=twoGbMaxExtentSparse'),
    image('vmdk', 'subformat=twoGbMaxExtentFlat'),
    { title: 'vmdk subformat=streamOptimized', path: stream, format: 'vmdk' },
    image('vdi', ''),
    image('vdi', 'static=on'),
    image('vpc', 'subformat=dynamic'),
    image('vpc', 'subformat=dynamic,force_size=on'),
    image('vpc', 'subformat=fixed'),
    image('vpc', 'subformat=fixed,force_size=on'),
    ...joinedCases(folder, random),
    overlayCase(folder, size, random),
  ]
}

/** Disks in small pieces, which qemu-img itself makes of 2 GiB only. */
function joinedCases(folder: string, random: SeededRandom): readonly FormatCase[] {
  // Whole grains: qemu reads on in a grain where the extent ends inside it.
  const pieces = MIB + 64 * KIB
  const sparse = ['s1', 's2'].map((name) => {
    made(join(folder, name), 'vmdk', 'subformat=monolithicSparse', pieces, random)
    return `RW ${pieces / 512} SPARSE "${name}"`
  })
  for (const name of ['flat1', 'flat2', 'flat3']) makeRaw(join(folder, name), MIB + 1024, random)
  const flat = ['RW 2048 FLAT "flat1" 0', 'RW 1024 FLAT "flat2" 100', 'RW 9 FLAT "flat3" 5']
  writeFileSync(join(folder, 'cowd'), cowd(random))
  const seSectors = 3 * 4096 * 8 - 24
  writeFileSync(join(folder, 'sesparse'), seSparse(random, seSectors))
  return [
    described(folder, 'twoGbMaxExtentSparse', sparse),
    described(folder, 'twoGbMaxExtentFlat', flat),
    described(folder, 'vmfs', ['RW 2048 VMFS "flat1"']),
    described(folder, 'vmfsSparse', ['RW 600 VMFSSPARSE "cowd"']),
    described(folder, 'seSparse', [`RW ${seSectors} SESPARSE "sesparse"`]),
  ]
}

function described(folder: string, type: string, extents: readonly string[]): FormatCase {
  const path = join(folder, `${type}-described.vmdk`)
  const head = ['# Disk DescriptorFile', 'version=1', 'CID=fffffffe', 'parentCID=ffffffff']
  // qemu reads an extent twice where an empty line stands before it.
  // No empty line: qemu takes an extent twice when one stands before it.
  writeFileSync(path, [...head, `createType="${type}"`, ...extents, ''].join('\n'))
  return { title: `vmdk ${type} in ${extents.length} small pieces`, path, format: 'vmdk' }
}

/** A VMDK on another one, which it names and knows by its content id. */
function overlayCase(folder: string, size: number, random: SeededRandom): FormatCase {
  const [base, path] = [join(folder, 'parent.vmdk'), join(folder, 'child.vmdk')]
  made(base, 'vmdk', '', size, random)
  execFileSync(
    'qemu-img',
    ['create', '-q', '-f', 'vmdk', '-b', 'parent.vmdk', '-F', 'vmdk', path],
    {
      cwd: folder,
    },
  )
  qemuIo(path, writes(size, ['write -P %'], random), 'vmdk')
  return { title: 'vmdk on a parent', path, format: 'vmdk' }
}

/** The guest's disk as qemu-img converts it. */
export function convertedDisk({ path, format }: FormatCase, raw: string): Buffer {
  qemuImg('convert', '-f', format, '-O', 'raw', path, raw)
  return readFileSync(raw)
}
