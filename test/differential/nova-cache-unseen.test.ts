import { existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { baseLog } from '../../shared/analysis/base-log.ts'
import { duOf } from '../helpers/programs/du.ts'
import { IMAGE, INSTANCES, sha1, smallNode, UUID } from '../helpers/trees/small-node.ts'
import {
  idleBase,
  known,
  leftByNova,
  MONTH_HOURS,
  NOVA,
  overlay,
  scanned,
  stateOf,
  uuid,
} from './linked-node.ts'

describe('an instance of which no file tells the image', () => {
  const of = smallNode()
  rmSync(of.path('etc'), { recursive: true })
  rmSync(of.path(`${INSTANCES}/${UUID}/disk`))
  writeFileSync(of.path(`${INSTANCES}/${UUID}/disk`), '')
  truncateSync(of.path(`${INSTANCES}/${UUID}/disk`), 1 << 20)
  of.diskInfo({ disk: 'raw' })
  const base = `${INSTANCES}/_base/${sha1(IMAGE)}`
  of.age(base, MONTH_HOURS)
  const other = `${INSTANCES}/_base/${'z'.repeat(40)}`
  of.write(other, 'x', MONTH_HOURS)

  test(
    'may be made from any base: none is called unused, but what no image is called',
    () => {
      const { view, steps, leftOut } = scanned(of)
      expect(view.accounting.cache?.withoutImage).toBe(1)
      expect(view.bases.find(({ id }) => id === base)?.cache).toMatchObject({
        kind: 'unknown',
        why: 'database',
      })
      expect(stateOf(view, other)).toBe('removable')
      const unused = view.findings.filter(({ code }) => code === 'unused-base')
      expect(unused.map(({ subject }) => subject.path)).toEqual([other])
      expect(view.accounting.space.unknownCache).toBeGreaterThanOrEqual(0)
      expect(steps).not.toContain(sha1(IMAGE))
      expect(leftOut).toContain(base)
      expect(steps).toMatch(/1 base that nothing seen uses is not in this list: .*database alone/)
      expect(leftByNova(of, known(1))).toContain(base)
      expect(existsSync(of.path(other))).toBe(false)
    },
    NOVA,
  )
})

test('what a tenant uploaded to Glance leaves no base open, and a disk that does is named', () => {
  const of = smallNode()
  const base = idleBase(of, 'idle')
  const upload = `var/lib/glance/images/${uuid(9)}`
  of.make('qcow2', upload, '4M')
  of.patch(upload, 7, 9)
  const { view } = scanned(of)
  expect(view.images.find(({ id }) => id === upload)?.chain).toBe('unreadable')
  expect(stateOf(view, base)).toBe('removable')
  const disk = `${INSTANCES}/${uuid(2)}/disk`
  mkdirSync(dirname(of.path(disk)))
  of.make('qcow2', disk, '4M')
  of.patch(disk, 7, 9)
  const odd = scanned(of).view
  expect(stateOf(odd, base)).toBe('unknown')
  expect(odd.accounting.cache?.doubts).toEqual([{ path: disk, reason: 'hidden', about: 'images' }])
})

test('another cache beside the own one is nothing to this Nova: none of its files is called unused', () => {
  const of = smallNode()
  const conf = '[DEFAULT]\nmy_ip = 10.0.0.8\n[image_cache]\nsubdirectory_name = _base_$my_ip\n'
  of.write('etc/nova/nova.conf', conf)
  const [own, other, plain] = ['_base_10.0.0.8', '_base_10.0.0.9', '_base'].map((name) => {
    return `${INSTANCES}/${name}/${'9'.repeat(40)}`
  }) as [string, string, string]
  for (const path of [own, other, plain]) of.write(path, 'x', MONTH_HOURS)
  const { view, steps, leftOut } = scanned(of)
  expect(stateOf(view, own)).toBe('removable')
  expect([stateOf(view, other), stateOf(view, plain)]).toEqual([undefined, undefined])
  const unused = view.findings.filter(({ code }) => code === 'unused-base')
  expect(unused.map(({ subject }) => subject.path)).toEqual([own])
  expect(steps).not.toContain(other)
  expect(leftOut).toContain(
    `${other}\`: Nothing seen stands on it, but it is in the image cache of no`,
  )
  expect(view.accounting.space.unknownCache).toBeGreaterThan(0)
  const row = view.bases.find(({ id }) => id === other)
  expect(row && baseLog(row, view)).toEqual([])
  const configuration = of.path('etc/nova/nova.conf')
  rmSync(configuration)
  const byDefault = scanned(of).view
  expect([own, other, plain].map((path) => stateOf(byDefault, path))).toEqual([
    undefined,
    undefined,
    'removable',
  ])
})

test('a snapshots_directory elsewhere is looked into: what was left there, and what it stands on', () => {
  const of = smallNode()
  of.write('etc/nova/nova.conf', '[libvirt]\nsnapshots_directory = /data/snap\n')
  const base = idleBase(of, 'snapshot')
  const delta = `data/snap/tmpq1w2e3r4/${'ab'.repeat(16)}.delta`
  overlay(of.path(delta), base)
  of.age(delta, 72)
  const { view, steps, leftOut } = scanned(of)
  const left = view.findings.filter(({ code }) => code === 'leftover-snapshot')
  expect(left.map(({ subject }) => subject.path)).toEqual([delta])
  const row = view.bases.find(({ id }) => id === base)
  expect(row?.cache).toMatchObject({ kind: 'unseen-only', unseenUsers: 1 })
  expect(row?.findings.map(({ code }) => code)).toEqual(['base-used-unseen'])
  expect(steps).toContain(delta)
  expect(steps).not.toMatch(new RegExp(`\\brm .*${sha1('snapshot')}`))
  expect(steps.replaceAll('\\', '')).toContain(`nothing else stands on the base ${base}`)
  expect(leftOut).toContain(base)
  const sum = Object.values(view.totals.byKind).reduce((one, other) => one + other, 0)
  expect(sum).toBe(duOf(...view.covered))
})

test.each([
  ['/home', 'home/user/thesis.txt'],
  ['/home', `home/${'ab'.repeat(16)}`],
  ['/home', 'home/tmpq1w2e3r4/thesis.txt'],
  ['/var/lib/glance/images', `var/lib/glance/images/${IMAGE}`],
  [`/${INSTANCES}/${UUID}`, `${INSTANCES}/${UUID}/${'ab'.repeat(16)}`],
])('with a snapshots_directory of %s no clean-up is proposed for %s', (configured, path) => {
  const of = smallNode()
  const before = scanned(of).view.instances.map(({ id }) => id)
  of.write('etc/nova/nova.conf', `[libvirt]\nsnapshots_directory = ${configured}\n`)
  of.write(path, 'x')
  of.age(path, MONTH_HOURS)
  const { view, plan } = scanned(of)
  expect(view.instances.map(({ id }) => id)).toEqual(before)
  expect(view.findings.filter(({ subject }) => subject.path.startsWith(path))).toEqual([])
  expect(plan).not.toContain(path)
  const sum = Object.values(view.totals.byKind).reduce((one, other) => one + other, 0)
  expect(sum).toBe(duOf(...view.covered))
})
