import { execFileSync } from 'node:child_process'
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { inspectLive } from '../../../electron/scanner/inspect.ts'
import type { InspectRequest } from '../../../electron/scanner/jobs.ts'
import type { FileSystemStat } from '../../../shared/files/tree.ts'
import type { ImageReport } from '../../../shared/ipc/answers.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { withSpace } from '../../helpers/trees/small-node.ts'

export const uuid = '11111111-2222-4333-8444-555555555555'
/** What the instance's disk says that it stands on. */
export const recorded = `/var/lib/nova/instances/_base/${'a'.repeat(40)}`

export const root = realpathSync(temporaryFolder())
export const instances = join(root, 'var/lib/nova/instances')
mkdirSync(join(instances, '_base'), { recursive: true })
mkdirSync(join(instances, uuid))
mkdirSync(join(root, 'etc/nova'), { recursive: true })
writeFileSync(join(root, 'etc/nova/nova.conf'), '[DEFAULT]\n')
qemuImg('create', '-f', 'raw', join(root, recorded), '1M')
const overlay = ['create', '-f', 'qcow2', '-u', '-b', recorded, '-F', 'raw']
qemuImg(...overlay, join(instances, uuid, 'disk'), '2M')

export function qemuImg(...args: readonly string[]): void {
  execFileSync('qemu-img', [...args])
}

let opened: string[] = []

/** The folders that the last look has opened. */
export function openedFolders(): readonly string[] {
  return opened
}

/** Looks at the instance's disk as the scanner does, or at what `request` names. */
export function inspect(
  request: Partial<InspectRequest>,
  space: Partial<FileSystemStat> = {},
): ImageReport {
  opened = []
  const whole: InspectRequest = {
    placeId: 'p',
    askedPath: '',
    folder: join(instances, uuid),
    path: 'disk',
    grantedFolders: [],
    grantedFiles: [],
    located: new Map(),
    ...request,
  }
  return inspectLive(whole, (path) => {
    opened.push(path)
    return withSpace(liveTree(path), space)
  })
}
