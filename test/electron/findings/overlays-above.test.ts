import { rmSync, utimesSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  DISK,
  DOMAIN,
  FOLDER,
  IMAGE,
  INSTANCES,
  sha1,
  UUID,
} from '../../helpers/trees/small-node.ts'
import { node, viewOf } from '../../helpers/trees/spoiled-node.ts'

describe('images above a disk', () => {
  const SNAPSHOTS = ['disk.snap1', 'disk.snap2', 'disk.snap3']

  /** External snapshots, the last of which the guest has written. */
  function snapshots(): ReturnType<typeof node> {
    const spoiled = node()
    let below = 'disk'
    for (const [at, name] of SNAPSHOTS.entries()) {
      spoiled.make('qcow2', `${FOLDER}/${name}`, '16M', '-u', '-F', 'qcow2', '-b', below)
      const seconds = Date.UTC(2026, 10, 1 + at) / 1000
      utimesSync(spoiled.path(`${FOLDER}/${name}`), seconds, seconds)
      below = name
    }
    return spoiled
  }

  test('of a node without domain XML: which is the newest, and no chain told twice', () => {
    const spoiled = snapshots()
    rmSync(spoiled.path(DOMAIN))
    const [above, names, chain, ...rest] = viewOf(spoiled).findings
    expect(rest).toEqual([])
    expect(above).toMatchObject({
      code: 'overlays-above',
      severity: 'high',
      subject: { kind: 'disk', path: DISK, instance: FOLDER },
      evidence: {
        case: 'unnamed',
        newest: 'disk.snap3',
        overlays: [
          'disk.snap3 2026-11-03T00:00:00Z',
          'disk.snap2 2026-11-02T00:00:00Z',
          'disk.snap1 2026-11-01T00:00:00Z',
        ],
      },
    })
    expect(names).toMatchObject({
      code: 'backing-name',
      subject: { path: `${FOLDER}/disk.snap1` },
      also: [{ path: `${FOLDER}/disk.snap2` }, { path: `${FOLDER}/disk.snap3` }],
      evidence: { case: 'several', names: ['disk', 'disk.snap1', 'disk.snap2'] },
    })
    expect(chain).toMatchObject({
      code: 'chain-too-deep',
      subject: { path: `${FOLDER}/disk.snap3` },
      evidence: {
        layers: 5,
        chain: ['disk.snap3', 'disk.snap2', 'disk.snap1', 'disk', sha1(IMAGE)],
      },
    })
  })

  test.each([
    ['older', 'warning', Date.UTC(2026, 10, 9)],
    ['newer', 'high', Date.UTC(2026, 10, 2)],
  ])('that the domain does not name: %s than the disk', (which, severity, changed) => {
    const spoiled = snapshots()
    utimesSync(spoiled.path(DISK), changed / 1000, changed / 1000)
    const found = viewOf(spoiled).findings.find(({ code }) => code === 'overlays-above')
    expect(found).toMatchObject({ severity, evidence: { case: which, count: 3, xml: DOMAIN } })
  })

  test('none, where the domain names the uppermost: Nova would start the file below', () => {
    const spoiled = snapshots()
    spoiled.domain({ 'disk.snap3': 'qcow2' })
    const { findings } = viewOf(spoiled)
    const codes = findings.map(({ code }) => code)
    expect(codes).toContain('chain-too-deep')
    expect(codes).not.toContain('overlays-above')
    expect(findings.find(({ code }) => code === 'not-novas-disk')).toMatchObject({
      severity: 'high',
      subject: { kind: 'disk', path: `${FOLDER}/disk.snap3`, instance: FOLDER },
      evidence: { name: 'disk', xml: DOMAIN },
    })
  })

  test('of another instance, which are lost with it', () => {
    const spoiled = node()
    const other = UUID.replace(/1$/, '7')
    const thief = `${INSTANCES}/${other}/disk`
    spoiled.write(thief, '')
    spoiled.make('qcow2', thief, '16M', '-u', '-F', 'qcow2', '-b', `/${DISK}`)
    const found = viewOf(spoiled).instances.find(({ id }) => id === FOLDER)?.findings
    expect(found).toMatchObject([
      {
        code: 'overlays-above',
        severity: 'high',
        subject: { path: DISK },
        evidence: { case: 'another', count: 1, instances: [other] },
      },
    ])
  })
})
