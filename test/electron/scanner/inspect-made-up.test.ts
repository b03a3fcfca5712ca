import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspect, instances, qemuImg, recorded, root, uuid } from './inspected-node.ts'

const MiB = 1024 ** 2
const SSHFS = { type: 'fuse.sshfs', blocksTrusted: false }
const CEPHFS = { type: 'ceph', blocksTrusted: false, blocksAlike: true } as const

/** The layers of an image in the opened node, on such a file system. */
function layersOn(space: typeof SSHFS | typeof CEPHFS, path: string) {
  const request = { folder: root, path, grantedFolders: [root] }
  return inspect(request, space).chain.layers
}

function makeRaw(path: string): string {
  qemuImg('create', '-q', '-f', 'raw', path, '8M')
  return path
}

describe('of an image on a file system that makes up what files take', () => {
  const large = makeRaw(join(root, 'large.raw'))
  const overlay = join(instances, uuid, 'over')
  qemuImg('create', '-q', '-f', 'qcow2', '-b', large, '-F', 'raw', overlay)

  test('a qcow2 layer has what its tables say, and of a raw base nobody knows', () => {
    const [top, base] = layersOn(SSHFS, `var/lib/nova/instances/${uuid}/over`)
    expect(top?.allocatedFrom).toBe('tables')
    expect(top?.allocated).toBeLessThanOrEqual(statSync(overlay).size)
    expect(base).toMatchObject({ allocated: 0, allocatedFrom: 'unknown' })
  })

  test('a short raw base counts like any file, as in a scan', () => {
    const [, base] = layersOn(SSHFS, `var/lib/nova/instances/${uuid}/disk`)
    expect(base?.displayPath).toBe(join(root, recorded))
    expect(base).not.toHaveProperty('allocatedFrom')
  })

  test('an image that was dropped alone is asked for its own file system', () => {
    const request = { folder: root, path: 'large.raw', grantedFiles: [large] }
    expect(inspect(request, CEPHFS).chain.layers[0]?.allocatedFrom).toBe('unknown')
    expect(inspect(request).chain.layers[0]).not.toHaveProperty('allocatedFrom')
  })

  test('a file in which its data lie adds nothing, and is said to be uncounted', () => {
    const data = join(root, 'made-up.data')
    qemuImg('create', '-q', '-f', 'qcow2', '-o', `data_file=${data}`, join(root, 'with-data'), '8M')
    writeFileSync(data, Buffer.alloc(2 * MiB, 7))
    const [top] = layersOn(SSHFS, 'with-data')
    expect(top?.elsewhere).toMatchObject({ allocated: 0, uncounted: 1, absent: 0, dataFile: data })
  })

  test('nor does a flat extent of a VMDK', () => {
    qemuImg(
      'create',
      '-q',
      '-f',
      'vmdk',
      '-o',
      'subformat=monolithicFlat',
      join(root, 'f.vmdk'),
      '2M',
    )
    const [top] = layersOn(SSHFS, 'f.vmdk')
    expect(top?.elsewhere).toMatchObject({ allocated: 0, uncounted: 1 })
  })
})
