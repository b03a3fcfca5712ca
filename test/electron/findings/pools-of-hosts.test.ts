import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { cleanupSteps } from '../../../shared/analysis/cleanup/plan.ts'
import { isRemovable } from '../../../shared/analysis/cleanup/step.ts'
import { domainXml, FOLDER, IMAGE, INSTANCES, sha1, UUID } from '../../helpers/trees/small-node.ts'
import { writtenTree } from '../../helpers/trees/written-tree.ts'
import { sourceTogether } from '../cli/scan/scan-together.ts'

const { at, write } = writtenTree()
const IDLE = `share/_base/${sha1('idle')}`
const MONTH = 40 * 24 * 3600

const VOLUME = `<disk type="volume"><driver type="qcow2"/>
  <source pool="images" volume="x.qcow2"/></disk>`
const OWN = `<domain type="kvm"><name>own</name><uuid>99999999-1111-4222-8333-444444444444</uuid>
  <devices>${VOLUME}</devices></domain>`
const poolOf = (target: string) =>
  `<pool type="dir"><name>images</name><target><path>${target}</path></target></pool>`

/** What would have a command, did not several hosts share the storage. */
const removable = async (...paths: readonly string[]) => {
  const plan = cleanupSteps(await sourceTogether(paths.map(at)))
  return plan.filter(({ sharing: _, ...step }) => isRemovable(step)).map(({ path }) => path)
}

const usersOf = async (path: string) => {
  const plan = cleanupSteps(await sourceTogether(['a', 'b'].map(at)))
  return plan.find((step) => step.path === path)?.users
}

const age = (path: string) => {
  const then = Date.now() / 1000 - MONTH
  utimesSync(at(path), then, then)
}

/** Two hosts on one instances_path, with a base that is old enough to go. */
beforeAll(() => {
  const now = Date.now() / 1000
  write('share/compute_nodes', JSON.stringify({ 'host-a': now, 'host-b': now }))
  write(IDLE, new Uint8Array(8192))
  age(IDLE)
  for (const host of ['a', 'b']) {
    write(`${host}/etc/nova/nova.conf`, `[DEFAULT]\nhost = host-${host}\n`)
    mkdirSync(at(`${host}/${INSTANCES}`), { recursive: true })
  }
})

test('a volume is of a pool of its own host: what another host calls the same tells nothing of it', async () => {
  expect(await removable('a', 'b', 'share')).toEqual([IDLE])
  write('a/etc/libvirt/qemu/own.xml', OWN)
  expect(await removable('a', 'b', 'share')).toEqual([])
  write('b/etc/libvirt/storage/images.xml', poolOf('/srv/images'))
  expect(await removable('a', 'b', 'share')).toEqual([])
  write('a/etc/libvirt/storage/images.xml', poolOf('/var/images'))
  expect(await removable('a', 'b', 'share')).toEqual([IDLE])
})

test('by XML in the folder of an instance nobody can tell the host, and so not the pool', async () => {
  rmSync(at('a/etc/libvirt/qemu/own.xml'))
  rmSync(at(`a/${INSTANCES}`), { recursive: true })
  rmSync(at(`b/${INSTANCES}`), { recursive: true })
  renameSync(at('share'), at(`a/${INSTANCES}`))
  symlinkSync(`../../../../a/${INSTANCES}`, at(`b/${INSTANCES}`))
  const idle = IDLE.replace('share', `a/${INSTANCES}`)
  const xml = domainXml(1, UUID, {}, IMAGE)
  write(`a/${FOLDER}/libvirt.xml`, xml)
  expect(await removable('a', 'b')).toEqual([idle])
  write(`a/${FOLDER}/libvirt.xml`, xml.replace('</devices>', `${VOLUME}</devices>`))
  expect(await removable('a', 'b')).toEqual([])
})

test('a file that such XML may mean is in use too', async () => {
  const kept = `${INSTANCES}/_base/x.qcow2`
  write(`a/${kept}`, new Uint8Array(8192))
  age(`a/${kept}`)
  // Of a volume in no known pool nobody can tell, so that the step has no command either way.
  expect(await removable('a', 'b')).toEqual([])
  expect(await usersOf(`a/${kept}`)).toEqual([])
  write('b/etc/libvirt/storage/images.xml', poolOf(`/${INSTANCES}/_base`))
  expect(await removable('a', 'b')).toEqual([])
  // In use it is no step at all.
  expect(await usersOf(`a/${kept}`)).toBeUndefined()
})
