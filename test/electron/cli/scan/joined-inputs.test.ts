import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { duOf } from '../../../helpers/programs/du.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { scanTogether } from './scan-together.ts'

const root = temporaryFolder()

/** Names that make a folder something to Nova or Glance, beside some that do not. */
const NAMES = [
  'a',
  'b',
  '_base',
  'instances',
  'images',
  'etc',
  'nova',
  'var',
  'lib',
  '0b1f2d5e-0d0f-4f0e-9d8b-3b8a3b1f0a11',
  '356a192b7913b04c54574d18c28d46e6395428ab',
  'disk.qcow2',
]

const name = fc.constantFrom(...NAMES)
/** What a node's root has beside Nova's places: configuration is counted, and nothing of the rest. */
const ofRoot = fc.constantFrom(
  'etc/nova/nova.conf',
  'etc/libvirt/hooks/x',
  'usr/bin/x',
  'var/log/x',
)
const path = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/')),
  },
  { weight: 1, arbitrary: ofRoot },
)
const trees = fc.record({
  folders: fc.uniqueArray(path, { maxLength: 8 }),
  files: fc.uniqueArray(fc.tuple(path, fc.integer({ min: 0, max: 9000 })), { maxLength: 10 }),
  links: fc.array(fc.tuple(fc.nat(), path), { maxLength: 4 }),
  nodes: fc.uniqueArray(fc.constantFrom('', 'a', 'b/var'), { maxLength: 2 }),
  /** Which paths of it; the first is the whole of it. */
  opened: fc.array(fc.oneof(fc.constant(0), fc.nat()), { minLength: 1, maxLength: 4 }),
})

type Tree = typeof trees extends fc.Arbitrary<infer T> ? T : never

/** Makes it below a folder of its own; gives every path in it. */
function write({ folders, files, links, nodes }: Tree): readonly string[] {
  const top = mkdtempSync(join(root, 't'))
  const attempt = (act: () => void): void => {
    try {
      act()
    } catch {
      // A file stands where a folder is wanted, or the other way round: then it is another tree.
    }
  }
  const wanted = [...folders, ...nodes.map((node) => join(node, 'var/lib/nova/instances/_base'))]
  for (const folder of wanted) {
    attempt(() => mkdirSync(join(top, folder), { recursive: true }))
  }
  const written: string[] = []
  for (const [file, length] of files) {
    const path = join(top, file)
    attempt(() => {
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(path, 'x'.repeat(length), { flag: 'wx' })
      written.push(path)
    })
  }
  for (const [which, link] of links) {
    const file = written[which % Math.max(1, written.length)]
    if (file === undefined) continue
    const path = join(top, link)
    attempt(() => {
      mkdirSync(join(path, '..'), { recursive: true })
      linkSync(file, path)
    })
  }
  return execFileSync('find', [top], { encoding: 'utf8' }).trimEnd().split('\n')
}

test('whatever is opened together, everything is counted once: what du says of the roots, by kind and by use', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (tree) => {
      const made = write(tree)
      const opened = tree.opened.map((at) => made[at % made.length] ?? '')
      execFileSync('sync', ['-f', root])
      const { totals, covered, accounting, findings } = await scanTogether(opened)
      expect(totals.unreadable).toBe(0)
      expect(findings.filter(({ code }) => code === 'unreadable')).toEqual([])
      expect(totals.allocated).toBe(covered.length === 0 ? 0 : duOf(...covered))
      const byKind = Object.values(totals.byKind).reduce((sum, bytes) => sum + bytes, 0)
      expect(byKind).toBe(totals.allocated)
      const { amortised = 0, unusedCache = 0, unknownCache, others, rest } = accounting.space
      expect(amortised + unusedCache + unknownCache + others + rest).toBe(totals.allocated)
    }),
    { numRuns: 80 },
  )
}, 120_000)

test('in whatever order paths are given, the report is of the same', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async (tree) => {
      const made = write(tree)
      const opened = tree.opened.map((at) => made[at % made.length] ?? '')
      const [one, other] = [await scanTogether(opened), await scanTogether(opened.toReversed())]
      expect(other.totals).toEqual(one.totals)
      expect(other.covered).toEqual(one.covered)
      expect(other.images.map(({ id }) => id)).toEqual(one.images.map(({ id }) => id))
    }),
    { numRuns: 30 },
  )
}, 120_000)
