import { describe, expect, test } from 'vitest'
import {
  directory,
  file,
  type MemoryNode,
  merged,
  nested,
  symlink,
} from '../../helpers/trees/memory-tree.ts'
import { UUIDS } from '../../helpers/trees/nasty-tree.ts'
import { faultsOf, instances, plan, unitsOf } from './planned.ts'

const [first] = UUIDS

describe('a snapshots_directory elsewhere', () => {
  const snapshot = directory({ ['ab'.repeat(16)]: file('snapshot') })
  const tmp = directory({ tmpq1w2e3r4: snapshot })
  const snapshotsOf = (configured: string, more: MemoryNode): readonly string[] => {
    const conf = file(`[libvirt]\nsnapshots_directory=${configured}\n`)
    const found = plan(
      merged(
        merged(nested('etc/nova', directory({ 'nova.conf': conf })), more),
        nested('var/lib/nova/instances', instances),
      ),
    )
    return unitsOf(found).filter((unit) => unit.startsWith('snapshots'))
  }

  test('is looked into for the folders that Nova makes, and for nothing else', () => {
    const others = directory({ tmp1: snapshot, user: snapshot, 'thesis.txt': file('mine') })
    expect(snapshotsOf('/home', nested('home', merged(tmp, others)))).toEqual([
      'snapshots home/tmpq1w2e3r4',
    ])
    expect(snapshotsOf('/home', nested('home', others))).toEqual([])
    // Python 2 made six characters.
    const old = directory({ tmpAbC1_2: snapshot, tmpAbC1_2x: snapshot })
    expect(snapshotsOf('/tmp', nested('tmp', old))).toEqual(['snapshots tmp/tmpAbC1_2'])
  })

  test.each([
    ["Glance's store", '/var/lib/glance/images', nested('var/lib/glance/images', tmp)],
    [
      "an instance's folder",
      `/var/lib/nova/instances/${first}`,
      nested(`var/lib/nova/instances/${first}`, tmp),
    ],
    ['the usual one', '/var/lib/nova/instances/snapshots', directory()],
  ])('that is %s is that place, and no other', (_, configured, more) => {
    expect(snapshotsOf(configured, more)).toEqual([])
  })

  test('is found by a path that climbs', () => {
    const more = nested('var/lib/nova/snaps', tmp)
    expect(snapshotsOf('/var/lib/nova/instances/../snaps', more)).toEqual([
      'snapshots var/lib/nova/snaps/tmpq1w2e3r4',
    ])
  })

  test("does not take an instance's folder that a symlink leads to", () => {
    const at = (path: string) =>
      merged(nested(`tmp/${path}`, directory({ disk: file('x') })), nested('tmp', tmp))
    const link = (target: string) =>
      nested('var/lib/nova/instances', directory({ [UUIDS[2]]: symlink(target) }))
    for (const path of ['tmpq1w2e3r4', 'tmpq1w2e3r4/below']) {
      expect(snapshotsOf('/tmp', merged(at(path), link(`/tmp/${path}`)))).toEqual([])
    }
    const beside = merged(at('elsewhere'), link('/tmp/elsewhere'))
    expect(snapshotsOf('/tmp', beside)).toEqual(['snapshots tmp/tmpq1w2e3r4'])
  })

  test('that cannot be listed is a fault', () => {
    const failure = { code: 'permission', errno: 'EACCES' } as const
    const conf = file('[libvirt]\nsnapshots_directory=/data/snap\n')
    const found = plan(
      merged(
        merged(
          nested('etc/nova', directory({ 'nova.conf': conf })),
          nested('data/snap', { type: 'directory', failure }),
        ),
        nested('var/lib/nova/instances', instances),
      ),
    )
    expect(faultsOf(found)).toMatchObject([{ path: 'data/snap', fault: failure }])
  })
})
