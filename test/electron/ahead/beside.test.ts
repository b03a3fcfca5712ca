import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Ahead } from '../../../electron/ahead/ahead.ts'
import { scanPlanned } from '../../../electron/cli/scan-input.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { planScan } from '../../../shared/scan/plan.ts'
import { domainXml, INSTANCES } from '../../helpers/small-node.ts'

const BUILT = new URL('../../../out/cli/read-ahead.cjs', import.meta.url)
const COUNT = 300
const IMAGE = '11111111-1111-4111-8111-111111111111'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cowscope-beside-'))
  const libvirt = join(root, 'etc/libvirt/qemu')
  mkdirSync(libvirt, { recursive: true })
  for (let at = 1; at <= COUNT; at += 1) {
    mkdirSync(join(root, INSTANCES, uuid(at)), { recursive: true })
    writeFileSync(join(root, INSTANCES, uuid(at), 'disk.info'), '{}')
    writeFileSync(join(libvirt, `${at}.xml`), domainXml(at, uuid(at), { disk: 'raw' }, IMAGE))
  }
  writeFileSync(join(libvirt, 'broken.xml'), '<domain><uuid>')
})
afterAll(() => rmSync(root, { recursive: true }))

/** What another scan a moment later says otherwise: others write to the disk too. */
const ofThisScan = { startedAtMs: 0, finishedAtMs: 0 }
const ofThisMoment = ['available', 'availableLeast', 'free']

const uuid = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

/** The view, and the folders of which entries were told, in the order in which they were. */
async function scanWith(ahead: Ahead | undefined, cancelled = () => false) {
  const told = new Set<string>()
  const onEntry = ({ path }: { readonly path: string }) => told.add(path.slice(0, 4))
  const plan = planScan(liveTree(root))
  const folders = [root]
  try {
    const options = { folders, notOpened: [], onEntry, cancelled }
    const { view } = await scanPlanned(plan, { ...options, ...(ahead !== undefined && { ahead }) })
    return { view: steady({ ...view, ...ofThisScan }), told: [...told] }
  } finally {
    ahead?.close()
  }
}

function steady(view: NodeView): NodeView {
  const isSteady = (key: string) => !ofThisMoment.includes(key)
  return JSON.parse(JSON.stringify(view, (key, value) => (isSteady(key) ? value : undefined)))
}

function thread(text: string): URL {
  const file = join(root, 'thread.cjs')
  writeFileSync(file, `const { parentPort } = require('node:worker_threads')\n${text}`)
  return pathToFileURL(file)
}

describe('a thread that scans the XML of domains beside the instances', () => {
  test('brings what the scan would have found', async () => {
    const [alone, beside] = [await scanWith(undefined), await scanWith(new Ahead(BUILT))]
    expect(alone.view.instances).toHaveLength(COUNT)
    expect(alone.view.instances.every(({ identity }) => identity !== undefined)).toBe(true)
    expect(alone.view.findings.some(({ subject }) => subject.path.endsWith('broken.xml'))).toBe(
      true,
    )
    expect(beside.view).toEqual(alone.view)
    // Without the thread libvirt's are the first.
    expect(alone.told.indexOf('etc/')).toBeLessThan(alone.told.indexOf('var/'))
    expect(beside.told.indexOf('etc/')).toBeGreaterThan(beside.told.indexOf('var/'))
  })

  test('that dies leaves them to the scan', async () => {
    const dies = thread(`parentPort.once('message', ({ kind }) => {
      if (kind === 'scan') process.exit(1)
    })`)
    expect((await scanWith(new Ahead(dies))).view).toEqual((await scanWith(undefined)).view)
  })

  test('that hangs does not keep a cancel from being heard', async () => {
    const hangs = thread(`parentPort.once('message', ({ kind }) => {
      if (kind === 'scan') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    })`)
    let isCancelled = false
    setTimeout(() => {
      isCancelled = true
    }, 3000)
    const { view } = await scanWith(new Ahead(hangs), () => isCancelled)
    expect(view.end).toEqual({ state: 'partial', reason: 'cancelled' })
    expect(view.instances).toHaveLength(COUNT)
  })
})
