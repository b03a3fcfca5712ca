import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Ahead } from '../../../electron/ahead/ahead.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import type { UnitResult } from '../../../shared/scan/model.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { scanUnit } from '../../../shared/scan/unit.ts'

const BUILT = new URL('../../../out/cli/read-ahead.cjs', import.meta.url)
const INSTANCES = 400

let folder: string
let root: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cowscope-ahead-'))
  root = join(folder, 'instances')
  const disk = join(folder, 'disk')
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', disk, '1G'])
  const ids = Array.from({ length: INSTANCES }, (_, at) => uuid(at))
  for (const id of ids) mkdirSync(join(root, id), { recursive: true })
  for (const id of ids) writeFileSync(join(root, id, 'disk.info'), '{}')
  execFileSync('sh', ['-c', 'for to in "$1"/*/; do cp "$0" "$to"; done', disk, root])
})
afterAll(() => rmSync(folder, { recursive: true }))

const uuid = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

async function scanWith(ahead: Ahead | undefined, cancelled = () => false) {
  const tree = liveTree(root)
  const plan = planScan(tree)
  const watched = ahead?.of(tree, plan) ?? tree
  const results: UnitResult[] = []
  for (const unit of plan.units) {
    await ahead?.reach(unit, cancelled)
    if (cancelled()) break
    results.push(scanUnit(watched, unit))
  }
  ahead?.close()
  return results
}

function brokenThread(text: string): URL {
  const file = join(folder, 'broken.mjs')
  writeFileSync(file, text)
  return pathToFileURL(file)
}

describe('a thread that reads ahead', () => {
  test('brings what the scan would have found', async () => {
    const alone = await scanWith(undefined)
    expect(alone.length).toBeGreaterThan(INSTANCES)
    expect(await scanWith(new Ahead(BUILT))).toEqual(alone)
  })

  test.each([
    ['throws', "throw new Error('a bug')"],
    ['ends', 'process.exit(1)'],
    [
      'reads nothing',
      "import { parentPort } from 'node:worker_threads'; parentPort.once('message', () => {})",
    ],
    ['is not there', undefined],
  ])('that %s leaves the scan to itself', async (_, text) => {
    const file = text === undefined ? new URL('file:///nowhere.js') : brokenThread(text)
    expect(await scanWith(new Ahead(file))).toEqual(await scanWith(undefined))
  })

  test('that hangs does not keep a cancel from being heard', async () => {
    const hangs = `
      import { parentPort } from 'node:worker_threads'
      const blocked = new Int32Array(new SharedArrayBuffer(4))
      parentPort.on('message', () => Atomics.wait(blocked, 0, 0))`
    let cancelled = false
    setTimeout(() => {
      cancelled = true
    }, 100)
    const results = await scanWith(new Ahead(brokenThread(hangs)), () => cancelled)
    expect(results.filter(({ unit }) => unit.kind === 'instance')).toEqual([])
  })
})
