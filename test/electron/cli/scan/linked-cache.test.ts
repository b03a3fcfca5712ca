import { mkdirSync, symlinkSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { duOf } from '../../../helpers/programs/du.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import { domainXml, INSTANCES, sha1 } from '../../../helpers/trees/small-node.ts'
import { writtenTree } from '../../../helpers/trees/written-tree.ts'
import { scanTogether } from './scan-together.ts'

const UUID = 'aaaaaaaa-0000-4000-8000-000000000001'
const USED = '11111111-1111-4111-8111-111111111111'
const IDLE = '99999999-1111-4111-8111-111111111111'
const { at, write } = writtenTree()

/** Hosts on one share whose cache has a name of its own, which is a symlink in the share. */
beforeAll(() => {
  for (const host of ['a', 'b']) {
    const conf = `[DEFAULT]\nhost = ${host}\n[image_cache]\nsubdirectory_name = kept\n`
    write(`${host}/etc/nova/nova.conf`, conf)
    mkdirSync(at(`${host}/var/lib/nova`), { recursive: true })
    symlinkSync('../../../../shared', at(`${host}/${INSTANCES}`))
  }
  write('a/etc/libvirt/qemu/one.xml', domainXml(1, UUID, { disk: 'qcow2' }, USED))
  for (const image of [USED, IDLE]) write(`shared/files/${sha1(image)}`, new Uint8Array(8192))
  symlinkSync('files', at('shared/kept'))
  mkdirSync(at(`shared/${UUID}`))
  const options = ['-u', '-F', 'raw', '-b', `/${INSTANCES}/kept/${sha1(USED)}`]
  qemuImg(at('shared'), 'create', '-q', '-f', 'qcow2', ...options, `${UUID}/disk`, '1G')
})

describe.each([
  ['one host', ['a', 'shared']],
  ['one host, the share first', ['shared', 'a']],
  ['two hosts', ['a', 'b', 'shared']],
])('a cache that is a symlink of another name, of %s beside the share', (_, paths) => {
  test('is known by its files, with what stands on them', async () => {
    const view = await scanTogether(paths.map(at))
    const found = view.bases.map(({ id, users, cache }) => [id, users, cache?.kind])
    expect(found).toEqual(
      [
        [`shared/files/${sha1(USED)}`, 1, 'in-use'],
        [`shared/files/${sha1(IDLE)}`, 0, 'too-young'],
      ].sort(),
    )
    const [disk] = view.instances[0]?.disks ?? []
    expect(disk?.backing?.path).toBe(`shared/files/${sha1(USED)}`)
    expect(view.findings.filter(({ code }) => code !== 'world-readable')).toEqual([])
    const others = paths.filter((path) => path !== 'shared').map((path) => at(`${path}/etc`))
    expect(view.totals.allocated).toBeLessThanOrEqual(duOf(at('shared'), ...others) + 3 * 65536)
    expect(view.totals.allocated).toBeGreaterThanOrEqual(duOf(at('shared')))
  })
})
