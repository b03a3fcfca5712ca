import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { freedIfDeleted } from '../../../shared/analysis/accounting/deletion/freed.ts'
import { forestOf } from '../../../shared/analysis/accounting/forest/create-forest.ts'
import { duOf } from '../../helpers/programs/du.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { scanOfTree } from '../../helpers/scan/node-view.ts'
import { INSTANCES, sha1, withSpace } from '../../helpers/trees/small-node.ts'

const all = temporaryFolder()
const FOLDERS = 4
const BASES = 3
const folderAt = (at: number) => `${INSTANCES}/aaaaaaaa-0000-4000-8000-00000000000${at}`
const baseAt = (at: number) => `${INSTANCES}/_base/${sha1(String(at))}`
const resizedAt = (at: number) => `${baseAt(at)}_20`
/** A second name of the base in the cache. */
const aliasAt = (at: number) => `${INSTANCES}/_base/${sha1(`alias ${at}`)}`

const at = (count: number) => fc.nat(count - 1)
const LAYERS = ['base', 'resized', 'copy', 'alone'] as const

/** What each instance's disk stands on, which files are hard links of others, and what is chosen. */
const nodes = fc.record({
  disks: fc.array(fc.tuple(fc.constantFrom(...LAYERS), at(BASES)), {
    minLength: FOLDERS,
    maxLength: FOLDERS,
  }),
  links: fc.array(fc.tuple(at(FOLDERS + BASES), at(FOLDERS)), { maxLength: 3 }),
  snapshots: fc.uniqueArray(at(FOLDERS), { maxLength: 2 }),
  instances: fc.uniqueArray(at(FOLDERS), { maxLength: FOLDERS }),
  disksAlone: fc.uniqueArray(at(FOLDERS), { maxLength: 2 }),
  bases: fc.uniqueArray(at(BASES), { maxLength: 2 }),
  aliased: fc.uniqueArray(at(BASES), { maxLength: 2 }),
  aliases: fc.uniqueArray(at(BASES), { maxLength: 2 }),
})
type Node = typeof nodes extends fc.Arbitrary<infer Value> ? Value : never

class RealNode {
  readonly root = mkdtempSync(join(all, 'node-'))

  constructor({ disks, links, snapshots, aliased }: Node) {
    for (let base = 0; base < BASES; base += 1) {
      this.#write(baseAt(base), 20_000 * (base + 1))
      this.#overlay(baseAt(base), 'raw', resizedAt(base))
    }
    disks.forEach(([layer, base], folder) => {
      this.#write(`${folderAt(folder)}/console.log`, 3000)
      this.#disk(layer, base, `${folderAt(folder)}/disk`)
    })
    // The fourth layer: base, its resized copy, the disk, and what somebody put on it.
    for (const folder of snapshots) {
      this.#overlay(`${folderAt(folder)}/disk`, 'qcow2', `${folderAt(folder)}/disk.local`)
    }
    for (const [from, to] of new Map(links)) {
      const source = from < FOLDERS ? `${folderAt(from)}/disk` : baseAt(from - FOLDERS)
      rmSync(this.at(`${folderAt(to)}/disk.eph${from}`), { force: true })
      linkSync(this.at(source), this.at(`${folderAt(to)}/disk.eph${from}`))
    }
    for (const base of aliased) linkSync(this.at(baseAt(base)), this.at(aliasAt(base)))
    execFileSync('sync', ['-f', this.root])
  }

  at(path: string): string {
    return join(this.root, path)
  }

  #disk(layer: (typeof LAYERS)[number], base: number, path: string): void {
    if (layer === 'base') this.#overlay(baseAt(base), 'raw', path)
    else if (layer === 'resized') this.#overlay(resizedAt(base), 'qcow2', path)
    else if (layer === 'copy') this.#write(path, 50_000)
    else this.#overlay(undefined, 'raw', path)
  }

  #write(path: string, bytes: number): void {
    mkdirSync(dirname(this.at(path)), { recursive: true })
    writeFileSync(this.at(path), Buffer.alloc(bytes, 7))
  }

  #overlay(below: string | undefined, format: string, path: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true })
    const on = below === undefined ? [] : ['-u', '-b', `/${below}`, '-F', format]
    qemuImg(this.root, 'create', '-q', '-f', 'qcow2', ...on, path, '1M')
  }
}

test('what any choice frees is what du says is gone when it is really deleted', () => {
  fc.assert(
    fc.property(nodes, (made) => {
      const node = new RealNode(made)
      const { space } = scanOfTree(withSpace(liveTree(node.root)))
      const instances = made.instances.map(folderAt)
      const files = [
        ...made.disksAlone.map((folder) => `${folderAt(folder)}/disk`),
        ...made.bases.map(baseAt),
        ...made.aliases.filter((base) => made.aliased.includes(base)).map(aliasAt),
      ]
      const freed = freedIfDeleted(forestOf(space), { instances, files })
      const before = duOf(node.root)
      for (const path of [...instances, ...files, ...freed.bases])
        rmSync(node.at(path), { recursive: true, force: true })
      expect(freed.bytes).toBe(before - duOf(node.root))
      expect(freed.certain).toBe(true)
      rmSync(node.root, { recursive: true })
    }),
    { numRuns: 12, endOnFailure: true },
  )
}, 600_000)
