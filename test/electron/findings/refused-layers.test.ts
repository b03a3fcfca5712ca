import { describe, expect, test } from 'vitest'
import { nodeJson } from '../../../shared/report/json/json.ts'
import { type NodeReport, nodeReportSchema } from '../../../shared/report/schema/schema.ts'
import { textOf } from '../../helpers/text-of.ts'
import { BASE, DISK, type SmallNode } from '../../helpers/trees/small-node.ts'
import { lines, node } from '../../helpers/trees/spoiled-node.ts'

/** Where QEMU refuses a qcow2 whose header tells everything else: `[offset, byte]`. */
const REFUSED: Readonly<Record<string, readonly [number, number]>> = {
  'a feature that nobody knows': [79, 0x20],
  'a compression bit that its type does not fit': [79, 8],
  'a compression type whose bit is not set': [104, 1],
}

type Instance = NodeReport['instances'][number]

function instanceOf(made: SmallNode): Instance {
  const generator = { name: 'cowscope', version: '1' }
  const report = nodeReportSchema.parse(JSON.parse(textOf(nodeJson(made.scan(), generator))))
  const [found] = report.instances
  if (found === undefined) throw new Error('the report has no instance')
  return found
}

/** A disk on a base that is a qcow2 itself. */
function onQcow2(): SmallNode {
  const made = node()
  made.make('qcow2', BASE, '16M')
  made.overlay(`/${BASE}`, 'qcow2')
  return made
}

describe.each(Object.entries(REFUSED))('for %s', (_, [at, byte]) => {
  test('a disk whose base QEMU refuses does not say that its chain is whole', () => {
    const made = onQcow2()
    const before = instanceOf(made)
    expect(before.disks).toMatchObject([{ chain: 'complete', backing: { state: 'complete' } }])
    made.patch(BASE, at, byte)
    const after = instanceOf(made)
    const layers = [{ path: BASE, state: 'unreadable' }]
    const backing = { state: 'unreadable', resolved: BASE }
    expect(after.disks).toMatchObject([{ chain: 'unreadable', backing, layers }])
    expect(lines(made)).toContainEqual(expect.stringContaining(`image-fault ${DISK}`))
    const fault = made.view().findings.find(({ subject }) => subject.path === DISK)
    expect(fault?.evidence).toMatchObject({ case: 'backing', name: `/${BASE}` })
  })

  test('what it stands on, and what it costs, is known all the same', () => {
    const made = onQcow2()
    made.patch(BASE, at, byte)
    expect(made.view().bases).toMatchObject([{ id: BASE, users: 1, cache: { kind: 'in-use' } }])
    const { disks, sizes } = instanceOf(made)
    expect(disks).toMatchObject([{ base: BASE }])
    expect(sizes?.exclusiveBytes).toBeGreaterThan(0)
  })

  test('nor does a disk that QEMU refuses itself', () => {
    const made = node()
    made.patch(DISK, at, byte)
    const [disk] = instanceOf(made).disks
    expect(disk).toMatchObject({ chain: 'unreadable', base: BASE, layers: [{ state: 'found' }] })
    expect(disk?.backing).toMatchObject({ state: 'complete' })
  })
})

test('one that its overlay records as raw is not refused for a header that nobody reads', () => {
  const made = onQcow2()
  made.patch(BASE, 79, 0x20)
  made.overlay(`/${BASE}`, 'raw')
  expect(instanceOf(made).disks).toMatchObject([
    { chain: 'complete', layers: [{ state: 'found' }] },
  ])
})
