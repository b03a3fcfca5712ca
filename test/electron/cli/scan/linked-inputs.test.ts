import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { duOf } from '../../../helpers/programs/du.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { scanTogether } from './scan-together.ts'

const root = temporaryFolder()
const INSTANCES = 'var/lib/nova/instances'
const [A, B, C] = [1, 2, 3].map((n) => `${INSTANCES}/aaaaaaaa-0000-4000-8000-00000000000${n}`)
const STATE = 'var/lib/glance'

/** Where symlinks may lead: plain folders within one another, instances, a cache, a store. */
const FOLDERS = [
  `${A}/sub`,
  `${A}/sub/deep`,
  `${B}/sub`,
  `${INSTANCES}/other`,
  `${INSTANCES}/_base`,
  'big',
  'big/sub',
  'big/sub/deep',
  'big/beside',
  `${STATE}/images`,
  `${STATE}/image-cache/queue`,
]
const DISKS = ['disk', 'disk.swap', 'disk.config', 'disk.local'].flatMap((name) => [
  name,
  `${name}.real`,
])

/** `from` leads to `to`; what stands there already stays. */
interface Link {
  readonly from: string
  readonly to: string
}

const folder = fc.constantFrom(...FOLDERS, A ?? '', B ?? '', STATE, 'var/lib')
const file = fc.tuple(folder, fc.constantFrom(...DISKS)).map(([at, name]) => `${at}/${name}`)
const trees = fc.record({
  folders: fc.subarray(FOLDERS),
  files: fc.uniqueArray(fc.tuple(file, fc.integer({ min: 0, max: 90_000 })), { maxLength: 12 }),
  instances: fc.array(
    fc.record<Link>({ from: fc.constantFrom(A ?? '', B ?? '', C ?? ''), to: folder }),
    { maxLength: 3 },
  ),
  disks: fc.array(fc.record<Link>({ from: file, to: file }), { maxLength: 6 }),
  opened: fc.constantFrom(
    [''],
    [INSTANCES],
    [INSTANCES, 'big'],
    [INSTANCES, 'big/sub'],
    ['big', INSTANCES, STATE],
    [INSTANCES, STATE],
    [INSTANCES, `${STATE}/images`, 'big/sub/deep'],
  ),
})

type Tree = typeof trees extends fc.Arbitrary<infer T> ? T : never

/** Makes it below a folder of its own; gives what is to be opened of it. */
function write({ folders, files, instances, disks, opened }: Tree): readonly string[] {
  const top = mkdtempSync(join(root, 't'))
  const link = ({ from, to }: Link) =>
    attempt(() => {
      mkdirSync(join(top, dirname(from)), { recursive: true })
      symlinkSync(relative(dirname(from), to) || '.', join(top, from))
    })
  for (const path of opened) mkdirSync(join(top, path), { recursive: true })
  mkdirSync(join(top, INSTANCES, '_base'), { recursive: true })
  for (const one of instances) link(one)
  for (const path of folders) attempt(() => mkdirSync(join(top, path), { recursive: true }))
  for (const [path, length] of files) {
    attempt(() => {
      mkdirSync(join(top, dirname(path)), { recursive: true })
      writeFileSync(join(top, path), 'x'.repeat(length), { flag: 'wx' })
    })
  }
  for (const one of disks) link(one)
  return opened.map((path) => join(top, path))
}

function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // Something else stands there, or a symlink on the way leads nowhere: then it is another tree.
  }
}

/** What a scan adds up to, and what du says of the places that it names. */
async function sums(paths: readonly string[]) {
  execFileSync('sync', ['-f', root])
  const { totals, covered, accounting } = await scanTogether(paths)
  const { amortised = 0, leftovers = 0, unusedCache = 0 } = accounting.space
  const { unknownCache, others, rest } = accounting.space
  return {
    all: totals.allocated,
    byKind: Object.values(totals.byKind).reduce((sum, bytes) => sum + bytes, 0),
    byUse: amortised + leftovers + unusedCache + unknownCache + others + rest,
    du: duOf(...covered),
  }
}

function theSame(bytes: number) {
  return { all: bytes, byKind: bytes, byUse: bytes, du: bytes }
}

test('an opened folder that is itself what an instance leads to is counted once, with all below it', async () => {
  const top = mkdtempSync(join(root, 'whole'))
  mkdirSync(join(top, INSTANCES, '_base'), { recursive: true })
  for (const path of ['big/sub/deep', 'big/disks']) mkdirSync(join(top, path), { recursive: true })
  symlinkSync('../../../../big', join(top, A ?? ''))
  for (const path of ['big/disk', 'big/sub/more', 'big/sub/deep/most']) {
    writeFileSync(join(top, path), 'x'.repeat(50_000))
  }
  const found = await sums([join(top, INSTANCES), join(top, 'big')])
  expect(found).toEqual(theSame(duOf(join(top, INSTANCES), join(top, 'big'))))
  const [row] = (await scanTogether([join(top, INSTANCES), join(top, 'big')])).instances
  expect(row?.allocated).toBe(duOf(join(top, 'big')))
})

test('a disk that lies in the folder of another instance is counted there, also inside its own', async () => {
  const top = mkdtempSync(join(root, 'inner'))
  mkdirSync(join(top, `${A}/sub`), { recursive: true })
  writeFileSync(join(top, `${A}/sub/disk`), 'x'.repeat(50_000))
  symlinkSync('sub/disk', join(top, `${A}/disk`))
  symlinkSync(relative(INSTANCES, `${A}/sub`), join(top, B ?? ''))
  const found = await sums([join(top, INSTANCES)])
  expect(found).toEqual(theSame(duOf(join(top, INSTANCES))))
})

test('wherever symlinks of instances and disks lead, the total is what du says of the roots', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (tree) => {
      const found = await sums(write(tree))
      expect(found).toEqual(theSame(found.du))
    }),
    { numRuns: 150 },
  )
}, 120_000)
