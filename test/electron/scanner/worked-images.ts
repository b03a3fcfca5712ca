import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll } from 'vitest'
import type { InspectRequest, JobMessage } from '../../../electron/scanner/jobs.ts'
import { Pulse } from '../../../electron/scanner/pulse.ts'
import { runJob } from '../../../electron/scanner/run-job.ts'
import type { ImageWork } from '../../../shared/ipc/tasks.ts'
import { extentPage } from '../../../shared/map/extent-table.ts'
import { Damaged } from '../../helpers/images/damaged-qcow2.ts'
import { qemuImg, qemuIo } from '../../helpers/images/disk-images.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

export const KIB = 1024
export const MIB = 1024 * KIB

/** Images to work on, made before the first test of a file, and the work that is done on one of them. */
export function workedImages() {
  const folder = temporaryFolder()
  const at = (name: string) => join(folder, name)

  beforeAll(() => {
    const base = Buffer.alloc(4 * MIB)
    base.fill(0x5a, 0, MIB)
    base.fill(0xa5, 2 * MIB, 3 * MIB)
    writeFileSync(at('base.raw'), base)
    qemuImg('create', '-q', '-f', 'qcow2', '-b', at('base.raw'), '-F', 'raw', at('disk'), '6M')
    qemuIo(at('disk'), ['write -c -P 3 1M 64k', 'write -P 1 2M 128k', 'write -z 3M 64k'])
    qemuImg('snapshot', '-c', 'before', at('disk'))
    qemuIo(at('disk'), ['write -P 2 2M 128k'])
    // Without holes in the file, for which whoever maps it would look.
    writeFileSync(at('disk'), readFileSync(at('disk')))
    writeFileSync(at('damaged'), damaged(at('disk')))
    qemuImg('create', '-q', '-f', 'qcow2', at('orphan'), '1M')
    qemuIo(at('orphan'), ['write -P 1 0 64k'])
    qemuImg('create', '-q', '-f', 'qcow2', '-b', at('disk'), '-F', 'qcow2', at('cut'))
    qemuIo(at('cut'), ['write -P 9 0 3M'])
    // After the header and the refcounts qemu puts the active L1 table.
    truncateSync(at('cut'), 3 * 64 * KIB)
    qemuImg('create', '-q', '-f', 'qcow2', at('shortened'), '4M')
    qemuIo(at('shortened'), ['write -P 9 0 1M'])
    // Data are in the order of writing.
    truncateSync(at('shortened'), statSync(at('shortened')).size - 2 * 64 * KIB)
    qemuImg('rebase', '-u', '-b', 'elsewhere/gone', '-F', 'qcow2', at('orphan'))
  })

  function work(
    kind: ImageWork,
    name: string,
    change: Partial<InspectRequest> = {},
    pulse = new Pulse(),
  ): readonly JobMessage[] {
    const request: InspectRequest = {
      placeId: 'p',
      askedPath: name,
      path: name,
      folder,
      grantedFolders: [folder],
      grantedFiles: [],
      located: new Map(),
      ...change,
    }
    const messages: JobMessage[] = []
    runJob({ kind: 'work', work: kind, request }, pulse, (message) => messages.push(message))
    return messages
  }

  function checked(name: string) {
    const result = worked(work('check', name))
    if (result.kind !== 'check') throw new Error(`came to ${result.kind}`)
    return result.report
  }
  return { folder, at, work, checked }
}

/** `disk` with an L2 entry that points nowhere useful and a cluster that nobody refers to. */
function damaged(disk: string): Buffer {
  const image = new Damaged(disk)
  image.set(image.l2 + 40 * 8, image.u64(image.l2 + 32 * 8) | 512n)
  const clusters = Math.ceil(image.bytes.length / (64 * KIB))
  image.bytes.writeUInt16BE(1, image.refcountBlock + clusters * 2)
  return Buffer.concat([image.bytes, Buffer.alloc(64 * KIB)])
}

export function mapped(messages: readonly JobMessage[]) {
  const last = messages.at(-1)
  if (last?.kind !== 'mapped') throw new Error(`ended with ${JSON.stringify(last)}`)
  const { summary, table } = last.map
  const extents = extentPage(table, 0, 1000)
  const lines = extents.map(({ kind, depth, start, length }) => [kind, depth, start, length])
  return { summary, extents, lines }
}

export function worked(messages: readonly JobMessage[]) {
  const last = messages.at(-1)
  if (last?.kind !== 'worked') throw new Error(`ended with ${JSON.stringify(last)}`)
  return last.result
}
