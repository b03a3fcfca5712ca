import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { Refusal } from '../../../electron/failure.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { mapDisk } from '../../../electron/scanner/image-map.ts'
import { findImage } from '../../../electron/scanner/image-place.ts'
import { Pulse } from '../../../electron/scanner/pulse.ts'
import { WorkSteps } from '../../../electron/scanner/work-steps.ts'
import { inspect, instances, qemuImg, root } from './inspected-node.ts'

const uuid = '33333333-2222-4333-8444-555555555555'
const NAMES = ['/etc/shadow', '../../../../../etc/shadow', '/var/lib/nova/instances/_base/link']

beforeAll(() => {
  mkdirSync(join(instances, uuid))
  writeFileSync(join(root, 'etc/shadow'), 'root:secret\n')
  symlinkSync('/etc/shadow', join(instances, '_base/link'))
})

function forged(name: string) {
  const disk = join(instances, uuid, 'disk')
  qemuImg('create', '-q', '-f', 'qcow2', '-u', '-b', name, '-F', 'raw', disk, '1M')
  return {
    folder: root,
    path: `var/lib/nova/instances/${uuid}/disk`,
    grantedFolders: [root],
    disk: { isRaw: false },
  }
}

test.each(NAMES)('the chain of a disk ends where it leads to the host’s own file by %s', (name) => {
  const { chain, findings, exported } = inspect(forged(name))
  expect(chain.layers).toHaveLength(1)
  expect(chain.state).toEqual({ kind: 'refused', name, target: join(root, 'etc/shadow') })
  expect(findings.map(({ code }) => code)).toContain('backing-no-base')
  expect(exported).toEqual({ kind: 'none', why: 'refused' })
})

test.each(NAMES)('the map has nothing of a file that is named by %s', (name) => {
  const request = {
    ...{ placeId: 'p', askedPath: '', grantedFiles: [], located: new Map<string, string>() },
    ...forged(name),
  }
  const place = findImage(request, liveTree)
  const map = mapDisk(place, true, new WorkSteps(new Pulse(), () => undefined))
  expect(map?.summary.layers).toMatchObject([{ missing: false }, { missing: true, dataPaths: [] }])
  expect(map?.summary.totals.filter(({ kind }) => kind === 'data')).toEqual([])
})

test('a report of Cowscope is no image', () => {
  const report = { schemaVersion: 1, generator: { name: 'cowscope', version: '0.1.0' } }
  writeFileSync(join(root, 'report.json'), JSON.stringify(report, undefined, 2))
  const look = () => inspect({ folder: root, path: 'report.json', grantedFolders: [root] })
  expect(look).toThrow(Refusal)
  expect(look).toThrow('it is a report of Cowscope, not an image')
})
