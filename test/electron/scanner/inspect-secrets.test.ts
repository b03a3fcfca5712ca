import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspect, qemuImg, root } from './inspected-node.ts'

// A name in a header may have a password in it, and whoever looks at the window may not be alone.

const SECRET = 'SeCrEt064x'

function overlayOf(name: string): string {
  qemuImg('create', '-q', '-u', '-f', 'qcow2', '-b', name, '-F', 'raw', join(root, 'secret'), '1M')
  return 'secret'
}

function descriptorOf(name: string): string {
  const lines = ['# Disk DescriptorFile', 'version=1', 'CID=1', 'parentCID=ffffffff']
  const extent = `RW 2048 FLAT "${name}" 0`
  writeFileSync(
    join(root, 'secret.vmdk'),
    [...lines, 'createType="monolithicFlat"', extent, ''].join('\n'),
  )
  return 'secret.vmdk'
}

const report = (path: string) => inspect({ folder: root, path, grantedFolders: [root] })

describe('nothing of a dropped image has the secret of a name that its header records', () => {
  test.each([
    `ssh://root:${SECRET}@host/disk`,
    `rbd:vms/disk:id=admin:key=${SECRET}`,
    `json:{"driver":"https","url":"https://host/disk","cookie":"a=${SECRET}"}`,
  ])('a backing file %s', (name) => {
    const { details, ...rest } = report(overlayOf(name))
    expect(details.qcow2?.backing?.name).toBe(details.summary.backing?.name)
    expect(JSON.stringify([details, rest], withBigints)).not.toContain(SECRET)
  })

  test('an extent of a VMDK', () => {
    const name = `https://user:${SECRET}@host/disk?sig=${SECRET}`
    expect(JSON.stringify(report(descriptorOf(name)), withBigints)).not.toContain(SECRET)
  })

  test('and a name a:b is the same in its header fields as in its chain and its problems', () => {
    const { chain, details } = report(overlayOf('a:b'))
    expect(details.qcow2?.backing?.name).toBe('a:…')
    expect(chain.state).toMatchObject({ kind: 'protocol', name: 'a:…' })
  })
})

function withBigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
