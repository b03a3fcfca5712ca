import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { planOf } from '../../../../shared/analysis/cleanup/whole-plan.ts'
import { nothingNotes } from '../../../../shared/report/cleanup/cleanup-nothing.ts'
import {
  BASE,
  DISK,
  domainXml,
  FOLDER,
  IMAGE,
  INSTANCES,
  type SmallNode,
  sha1,
  smallNode,
  UUID,
} from '../../../helpers/trees/small-node.ts'

const basesOf = (node: SmallNode) => nothingNotes(node.scan().view, 'en')[1]

test('a plan without steps says what was looked for, and why nothing of it is there', () => {
  const node = smallNode()
  expect(nothingNotes(node.scan().view, 'en')).toEqual([
    'There is nothing to clean up.',
    'Unused base files: none, the only one is in use (1).',
    'What deletions, resizes, rescues, snapshots and downloads leave, and folders of no instance: none that is old enough, in 1 folder of instances and around it.',
  ])
  expect(nothingNotes(node.scan().view, 'zh-CN')[1]).toContain('全部 1 个都在使用')
})

test('where not everything was looked at, it tells only of what was seen', () => {
  const cut = {
    ...smallNode().scan().view,
    end: { state: 'partial', reason: 'cancelled' },
  } as const
  expect(nothingNotes(cut, 'en')).toEqual([
    'Nothing to clean up was seen, but not everything was looked at: there may be some.',
    'Base files that were seen: 1, of which 1 is in use.',
    'What deletions, resizes, rescues, snapshots and downloads leave, and folders of no instance: none that is old enough was seen, with 1 folder of instances looked at.',
  ])
  expect(nothingNotes(cut, 'zh-CN')[1]).toContain('看到的基础镜像：1 个')
  expect(nothingNotes({ ...cut, bases: [], instances: [] }, 'en')).toHaveLength(1)
})

test('it tells bases that are too young for it from those in use, and from none at all', () => {
  const node = smallNode()
  node.make('raw', `${INSTANCES}/_base/${sha1('33333333-3333-4333-8333-333333333333')}`, '1M')
  expect(basesOf(node)).toBe(
    'Unused base files: none that may go. 1 of 2 are in use; others are not in this list.',
  )
  const bare = smallNode()
  for (const path of [BASE, DISK]) rmSync(bare.path(path))
  expect(basesOf(bare)).toBe('Unused base files: there are no base files.')
})

test('what a rescue has just left is left out, with when it may go, and not while one goes on', () => {
  const node = smallNode()
  node.write(`${FOLDER}/disk.rescue`, 'x'.repeat(4096), 0.5)
  const scan = node.scan()
  expect(planOf(scan).steps).toEqual([])
  const [left, ...others] = planOf(scan).leftOut
  expect(left).toMatchObject({
    path: FOLDER,
    why: 'young',
    code: 'leftover-rescue',
    allocated: 4096,
  })
  expect(Math.abs((left?.atMs ?? 0) - Date.now() - 1_800_000)).toBeLessThan(300_000)
  expect(others).toEqual([])
  node.domain({ disk: 'qcow2', 'disk.rescue': 'raw' })
  expect(planOf(node.scan()).leftOut).toEqual([])
  node.domain({ disk: 'qcow2' })
  node.write(`${FOLDER}/unrescue.xml`, domainXml(1, UUID, { disk: 'qcow2' }, IMAGE))
  expect(planOf(node.scan()).leftOut).toEqual([])
})
