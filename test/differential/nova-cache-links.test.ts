import { readlinkSync, rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findingText } from '../../shared/report/text/finding-text.ts'
import { duOf } from '../helpers/programs/du.ts'
import {
  domainXml,
  IMAGE,
  INSTANCES,
  type SmallNode,
  sha1,
  smallNode,
  UUID,
} from '../helpers/trees/small-node.ts'
import {
  idleBase,
  known,
  leftByNova,
  link,
  MONTH_HOURS,
  NOVA,
  overlay,
  scanned,
  stateOf,
  uuid,
} from './linked-node.ts'

describe('symlinks inside of what was opened', () => {
  const of = smallNode()
  const bases = ['disk', 'folder', 'beside', 'shared'].map((name) => idleBase(of, name))
  const [ofDisk = '', ofFolder = '', beside = '', shared = ''] = bases
  const idle = idleBase(of, 'idle')
  overlay(of.path('data/d2'), ofDisk)
  link(of, `${INSTANCES}/${uuid(2)}/disk`, '../../../../../data/d2')
  overlay(of.path('data/vm3/disk'), ofFolder)
  link(of, `${INSTANCES}/${uuid(3)}`, '../../../../data/vm3')
  overlay(of.path(`${INSTANCES}/${uuid(4)}/disk.real`), beside)
  link(of, `${INSTANCES}/${uuid(4)}/disk`, 'disk.real')
  overlay(of.path(`${INSTANCES}/pool/d5`), shared)
  link(of, `${INSTANCES}/${uuid(5)}/disk`, '../pool/d5')
  link(of, `${INSTANCES}/${uuid(6)}/disk`, '../pool/d5')
  for (const n of [2, 3, 4, 5, 6]) {
    of.write(`etc/libvirt/qemu/${n}.xml`, domainXml(n, uuid(n), { disk: 'qcow2' }, IMAGE))
  }
  const { view, plan } = scanned(of)

  test(
    'are followed as Nova follows them: it keeps the bases below',
    () => {
      expect(bases.map((path) => stateOf(view, path))).toEqual(bases.map(() => 'in-use'))
      expect(stateOf(view, idle)).toBe('removable')
      expect(plan).not.toContain(sha1('disk'))
      expect(plan).toContain(sha1('idle'))
      const instances = [known(1), known(2), known(3), known(4), known(5), known(6)]
      const left = leftByNova(of, ...instances)
      expect(left).toEqual(expect.arrayContaining(bases))
      expect(left).not.toContain(idle)
    },
    NOVA,
  )

  test('give the instances their disks, and no folder is missed', () => {
    const rows = new Map(view.instances.map((row) => [row.uuid, row]))
    const disks = [2, 3, 4, 5, 6].map((n) => rows.get(uuid(n))?.disks.map(({ name }) => name))
    expect(disks).toEqual([['disk'], ['disk'], ['disk'], ['disk'], ['disk']])
    expect(rows.get(uuid(2))?.disks[0]).toMatchObject({
      path: 'data/d2',
      linkedAt: `${INSTANCES}/${uuid(2)}/disk`,
      chain: 'complete',
    })
    expect(rows.get(uuid(3))).toMatchObject({
      id: 'data/vm3',
      linkedAt: `${INSTANCES}/${uuid(3)}`,
    })
    expect(view.findings.map(({ code }) => code)).not.toContain('missing-folder')
  })

  test('count each byte once, where it lies: as du says of the covered places', () => {
    const { byKind } = view.totals
    const sum = Object.values(byKind).reduce((one, other) => one + other, 0)
    expect(sum).toBe(duOf(...view.covered))
    expect(view.accounting.space.rest).toBeGreaterThanOrEqual(0)
  })

  test('are not freed with the folder that they are in', () => {
    const row = view.instances.find((one) => one.uuid === uuid(2))
    const disk = row?.disks[0]?.allocated ?? Number.NaN
    expect(row?.sizes?.exclusive).toBe((row?.allocated ?? 0) - disk)
    expect(row?.sizes?.shared).toBeGreaterThanOrEqual(disk)
  })
})

describe('symlinks that leave what was opened', () => {
  test.each([
    [
      'a disk',
      'images',
      'images',
      (of: SmallNode) => link(of, `${INSTANCES}/${uuid(2)}/disk`, `${of.root}.out/disk`),
    ],
    [
      'a folder',
      'all',
      'instance',
      (of: SmallNode) => link(of, `${INSTANCES}/${uuid(2)}`, `${of.root}.out`),
    ],
  ])(
    'at the name of %s leave every base open, and are told',
    (_, about, sentence, make) => {
      const of = smallNode()
      const base = idleBase(of, 'out')
      overlay(`${of.root}.out/disk`, base)
      make(of)
      of.write(
        'etc/libvirt/qemu/2.xml',
        `<domain><name>instance-00000002</name><uuid>${uuid(2)}</uuid></domain>`,
      )
      const { view, steps, leftOut } = scanned(of)
      expect(stateOf(view, base)).toBe('unknown')
      expect(view.bases.find(({ id }) => id === base)?.cache?.why).toBe('unseen')
      const told = view.findings.find(({ code }) => code === 'symlink-leaves-root')
      const path = told?.subject.path ?? ''
      expect(told?.evidence).toMatchObject({
        case: sentence,
        target: readlinkSync(of.path(path)),
      })
      expect(view.accounting.cache?.doubts).toEqual([{ path, reason: 'link', about }])
      expect(view.findings.map(({ code }) => code)).not.toContain('missing-folder')
      expect(view.findings.map(({ code }) => code)).not.toContain('unused-base')
      expect(steps).not.toContain(sha1('out'))
      expect(steps).toContain(path)
      expect(leftOut).toContain(base)
      expect(leftByNova(of, known(1), known(2))).toContain(base)
    },
    NOVA,
  )

  test('at the name of a blank disk leave the blank files open, and no copy of an image', () => {
    const of = smallNode()
    const base = idleBase(of, 'out')
    of.make('raw', `${INSTANCES}/_base/swap_64`, '64M')
    of.age(`${INSTANCES}/_base/swap_64`, MONTH_HOURS)
    link(of, `${INSTANCES}/${UUID}/disk.swap`, '/nowhere/disk.swap')
    const { view, plan } = scanned(of)
    expect(stateOf(view, base)).toBe('removable')
    expect(stateOf(view, `${INSTANCES}/_base/swap_64`)).toBe('unknown')
    const told = view.findings.find(({ code }) => code === 'symlink-leaves-root')
    expect(told && findingText(told)).toMatch(/so no blank swap or ephemeral disk .* as unused\.$/)
    expect(plan).toContain(sha1('out'))
    expect(plan).toMatch(/1 base that nothing seen uses .* into: .*\/disk\.swap\.$/m)
    rmSync(of.path(`${INSTANCES}/_base/swap_64`))
    expect(scanned(of).plan).not.toMatch(/into: .*disk\.swap/)
  })

  test('or go round in circles end, and those to nothing are nothing to Nova too', () => {
    const of = smallNode()
    const base = idleBase(of, 'idle')
    link(of, `${INSTANCES}/${uuid(2)}`, 'nothing-there')
    link(of, `${INSTANCES}/${uuid(3)}/disk`, 'nothing-there')
    for (const n of [3, 5]) {
      of.write(`etc/libvirt/qemu/${n}.xml`, domainXml(n, uuid(n), { disk: 'qcow2' }, IMAGE))
    }
    expect(stateOf(scanned(of).view, base)).toBe('removable')
    link(of, `${INSTANCES}/${uuid(4)}`, '.')
    link(of, `${INSTANCES}/${uuid(5)}/disk`, 'disk')
    const { view } = scanned(of)
    expect(view.instances.map((row) => row.uuid)).not.toContain(uuid(4))
    expect(stateOf(view, base)).toBe('unknown')
  })
})
