import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../../../electron/files/codecs.ts'
import { FormatError } from '../../../../shared/bytes/errors.ts'
import type { PackedCluster } from '../../../../shared/formats/disk/types.ts'
import { zstdFrameLength } from '../../../../shared/formats/disk/zstd-frame.ts'
import { qemuImg, qemuIo } from '../../../helpers/images/disk-images.ts'
import { openFiles } from '../../../helpers/images/open-files.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const CLUSTER = 65_536

/** A cluster as qemu packs it, with what follows its stream in its last sector. */
function packed(compression: 'zlib' | 'zstd'): PackedCluster {
  const path = join(folder, `${compression}.qcow2`)
  qemuImg('create', '-q', '-f', 'qcow2', '-o', `compression_type=${compression}`, path, '1M')
  qemuIo(path, [`write -c -P 65 0 ${CLUSTER}`, `write -c -P 66 ${CLUSTER} ${CLUSTER}`])
  const { disk, close } = openFiles([{ path }])
  const [layer] = disk.layers
  const cluster = layer !== undefined && !('missing' in layer) ? layer.packedAt?.(10) : undefined
  close()
  if (cluster === undefined) throw new Error('no packed cluster')
  return cluster
}

const folder = temporaryFolder()

describe('packed clusters end before their sector does', () => {
  test('the length of a zstd frame is found among bytes of its neighbour', () => {
    const { bytes, codec, start, length } = packed('zstd')
    expect([codec, start, length]).toEqual(['zstd', 0, CLUSTER])
    const end = zstdFrameLength(bytes)
    expect(end).toBeLessThan(bytes.length)
    expect(nodeCodecs.zstd(bytes, CLUSTER)).toEqual(new Uint8Array(CLUSTER).fill(65))
    for (const cut of [0, 4, 5, end - 1]) {
      expect(() => zstdFrameLength(bytes.subarray(0, cut))).toThrow(FormatError)
    }
  })

  test('deflate tolerates them too, and refuses to give more than a cluster', () => {
    const { bytes } = packed('zlib')
    const unpacked = nodeCodecs.inflateRaw(bytes, CLUSTER)
    expect(Buffer.compare(unpacked, Buffer.alloc(CLUSTER, 65))).toBe(0)
    expect(() => nodeCodecs.inflateRaw(bytes, CLUSTER / 2)).toThrow(/larger/)
  })
})
