import { ifSeen } from '../files/attempt.ts'
import type { FileTree } from '../files/tree.ts'
import { entryOf } from './entry.ts'
import type { Layout } from './layout.ts'
import type { ScanPlan } from './plan-model.ts'
import { probeFile } from './probe-file.ts'

const LAYOUT: Layout = { kind: 'folder', glancePaths: [], domainPaths: [] }

/**
 * A plan for one image that was named by itself, directly in `tree`: nothing else of its folder is
 * listed or reported. It is an image whatever its name and bytes are. Throws `TreeError`.
 */
export function planImage(tree: FileTree, name: string): ScanPlan {
  const entry = entryOf(name, 'image', tree.lstat(name), probeFile(tree, name))
  const part = { path: name, kind: 'image', layout: LAYOUT } as const
  const storage = fileSystem(tree)
  return {
    rootPath: tree.rootPath,
    layout: LAYOUT,
    ...storage,
    units: [],
    covered: [name],
    result: { unit: { kind: 'top', path: '' }, entries: [] },
    others: [{ unit: { kind: 'folder', path: name }, entries: [entry] }],
    nodes: [{ layout: LAYOUT, ...storage, parts: [part] }],
  }
}

function fileSystem(tree: FileTree): Pick<ScanPlan, 'fileSystem'> {
  const found = ifSeen(() => tree.statfs(''))
  return found === undefined ? {} : { fileSystem: found }
}
