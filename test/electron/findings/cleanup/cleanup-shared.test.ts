import { rmSync } from 'node:fs'
import { relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { cleanupSteps } from '../../../../shared/analysis/cleanup/plan.ts'
import { CLEANUP_STAGES } from '../../../../shared/analysis/cleanup/stages.ts'
import type { FinishedNode } from '../../../../shared/analysis/node.ts'
import { cleanupMarkdown } from '../../../../shared/report/cleanup/cleanup-markdown.ts'
import { cleanupScript } from '../../../../shared/report/cleanup/cleanup-script.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { scanOfTree } from '../../../helpers/scan/node-view.ts'
import { shut } from '../../../helpers/trees/shut-tree.ts'
import { INSTANCES, type SmallNode, withSpace } from '../../../helpers/trees/small-node.ts'
import { sourceTogether } from '../../cli/scan/scan-together.ts'
import { IDLE, LOST, littered } from './littered-node.ts'

function cacheStateOf({ view }: FinishedNode, base: string) {
  return view.bases.find(({ id }) => id === base)?.cache
}

const NOVA_CONF = 'etc/nova/nova.conf'

/** Hosts with the hours since each was seen; this one is `a`. */
function sharedBy(hours: Readonly<Record<string, number>>): SmallNode {
  const node = littered()
  node.write(NOVA_CONF, '[DEFAULT]\nhost = a\n')
  const seen = Object.entries(hours).map(([host, ago]) => [host, Date.now() / 1000 - ago * 3600])
  node.write(`${INSTANCES}/compute_nodes`, JSON.stringify(Object.fromEntries(seen)))
  return node
}

test.each([
  ['minutes ago', { a: 0.1, b: 0.2 }],
  ['two days ago, as this host in a copy of that day', { a: 48, b: 48.1 }],
])('the plan offers no folder of a host that used the storage %s', (_, hours) => {
  const scan = sharedBy(hours).scan()
  const script = cleanupScript(scan, 'en')
  expect(script).not.toContain(LOST)
  expect(script).toContain('# Other hosts use this storage (b).')
  expect(script).not.toMatch(/\brm (-r |-- )/)
})

describe('where compute_nodes is there and does not tell who has the storage', () => {
  const untold = (text: string) => {
    const node = sharedBy({})
    node.write(`${INSTANCES}/compute_nodes`, text)
    return node
  }
  const isSaid = (scan: FinishedNode) => {
    const steps = cleanupSteps(scan)
    expect(steps.length).toBeGreaterThan(3)
    for (const { unlisted, path } of steps) expect([path, unlisted]).toEqual([path, 'unread'])
    const script = cleanupScript(scan, 'en')
    expect(script).toContain('compute_nodes of this storage could not be read or understood')
    expect(script).not.toContain(LOST)
    expect(script).not.toMatch(/\brm (-r |-- )/)
  }

  test.each([
    ['was cut while Nova wrote it', '{"a": 17'],
    ['has times that are none', '{"a": "x", "b": null}'],
  ])('the plan has no command and a folder without a domain is no orphan: it %s', (_, text) => {
    const scan = untold(text).scan()
    isSaid(scan)
    expect(cacheStateOf(scan, IDLE)).toMatchObject({ kind: 'unknown' })
  })

  test('nor where it may not be read', () => {
    const tree = withSpace(liveTree(sharedBy({ a: 0 }).root))
    isSaid(scanOfTree(shut(tree, `${INSTANCES}/compute_nodes`)))
  })
})

test.each(['en', 'zh-CN'] as const)(
  'the plan removes nothing that may be of a host which was down when this one was not, but what Nova removes by itself, in %s',
  (language) => {
    const node = sharedBy({ a: 0, b: 48 })
    node.write(`${INSTANCES}/_base/kept.img`, 'x'.repeat(5000), 48)
    const scan = node.scan()
    const steps = cleanupSteps(scan)
    const [given, ...others] = steps.filter(({ hosts }) => !hosts.includes('b'))
    expect([given?.path, others]).toEqual([IDLE, []])
    expect(new Set(steps.map(({ stage }) => stage))).toEqual(
      new Set(
        CLEANUP_STAGES.filter((stage) => !['snapshot', 'base', 'aside', 'after'].includes(stage)),
      ),
    )
    for (const write of [cleanupMarkdown, cleanupScript]) {
      const plan = write(scan, language)
      expect(plan).not.toMatch(/\brm -r /)
      expect(plan.match(/&& rm -- /g)).toHaveLength(1)
      expect(plan.match(/[(（]b[)）]/g)).toHaveLength(steps.length)
    }
  },
)

test('the plan removes no base which Nova is told to keep and a host that was down may need', () => {
  const node = sharedBy({ a: 0, b: 48 })
  node.write(NOVA_CONF, '[DEFAULT]\nhost = a\n[image_cache]\nremove_unused_base_images = false\n')
  const step = cleanupSteps(node.scan()).find(({ path }) => path === IDLE)
  expect(step?.hosts).toEqual(['b'])
})

test.each(['nfs4', 'ceph'])(
  'the plan has no command on %s, which several hosts may have, where nothing tells which',
  (type) => {
    const { root } = littered()
    const on = (one: string) => scanOfTree(withSpace(liveTree(root), { type: one }))
    expect(cleanupScript(on('ext4'), 'en')).toMatch(/&& rm /)
    expect(cleanupScript(on(type), 'en')).not.toMatch(/&& rm /)
    expect(cleanupScript(on(type), 'en')).toContain('other hosts may have this storage too')
    expect(cleanupScript(on(type), 'zh-CN')).toContain('其他主机也可能使用此存储')
  },
)

test('the plan has its commands where this host is the only one that ever used the storage', () => {
  expect(cleanupScript(sharedBy({ a: 100 }).scan(), 'en')).toMatch(
    /&& rm -r .*_del && cowscope_note$/m,
  )
})

test('the plan says that nothing tells who uses the storage where no host is listed', () => {
  expect(cleanupScript(littered().scan(), 'en')).toContain('# No compute_nodes was read')
  expect(cleanupScript(sharedBy({ a: 0 }).scan(), 'en')).not.toContain('compute_nodes')
})

test('of several nodes the plan says whose storage others use, and of which nothing tells', async () => {
  const [alone, shared, old, untold] = [
    sharedBy({ a: 0 }),
    sharedBy({ a: 0, b: 0 }),
    sharedBy({ a: 0, c: 48 }),
    littered(),
  ]
  const roots = [alone, shared, old, untold].map(({ root }) => root)
  const scan = await sourceTogether(roots)
  const at = ({ root }: SmallNode) => relative(scan.view.rootPath, `${root}/${INSTANCES}`)
  for (const plan of [cleanupScript(scan, 'en'), cleanupMarkdown(scan, 'en')]) {
    expect(plan).toContain(`Other hosts use ${at(shared)} (b).`)
    expect(plan).toContain(`Other hosts used ${at(old)} before (c)`)
    expect(plan).toContain(`which would tell the hosts on ${at(untold)}.`)
    expect(plan.match(/Other hosts use|which would tell/g)).toHaveLength(3)
  }
  expect(cleanupMarkdown(scan, 'zh-CN')).toContain(`其他主机也使用 ${at(shared)}（b）`)
})

test('a base that nothing seen uses may be kept for an instance of another host on the storage, which is said', () => {
  const node = sharedBy({ a: 0.1, b: 0.2 })
  // Of one without XML nothing tells the image, which is another reason.
  rmSync(node.path(`${INSTANCES}/${LOST}`), { recursive: true })
  const scan = node.scan()
  expect(scan.view.bases.find(({ id }) => id === IDLE)?.cache).toMatchObject({
    kind: 'unknown',
    why: 'hosts',
  })
  expect(scan.view.findings.filter(({ subject }) => subject.path === IDLE)).toEqual([])
  const told = cleanupMarkdown(scan, 'en').split('## Left out')[1]
  expect(told).toMatch(new RegExp(`${IDLE}\`: Other hosts have this storage, and only Nova's`))
  expect(nodeText(scan.view)).toMatch(/may be used by instances of b$/m)
})
