import { isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { hostsAt, openedHosts } from '../hosts/sharing-hosts.ts'
import type { NodeView } from '../model.ts'
import { nodeNumbers } from '../places/innermost.ts'

/** An instances_path that several opened hosts have. */
export interface SharedStorage {
  readonly instancesPath: TreePath
  /** What Nova calls them. */
  readonly hosts: readonly string[]
}

/** Of each such host has to be said that it was looked on, or: nothing that can be said is enough. */
export interface Sharing {
  readonly lookOn?: SharedStorage
  readonly sharing?: readonly string[]
}

/**
 * Who has to be looked on before these go. Each host has the storage at a path of its own, below which
 * the commands have to find all of it: what lies elsewhere, and is led to by a link, they do not.
 */
export function sharingOf(view: NodeView, paths: readonly TreePath[]): Sharing {
  const hosts = [...new Set(paths.flatMap((path) => openedHosts(hostsAt(view, path))))]
  if (hosts.length === 0) return {}
  const lookOn = sharedStorages(view).find(({ instancesPath }) =>
    paths.every((path) => isWithin(path, instancesPath) && storageAt(view, path) === instancesPath),
  )
  return lookOn === undefined || !hosts.every(isOneWord) ? { sharing: hosts } : { lookOn }
}

/** Those of a view, each once, in the order of its nodes. */
export function sharedStorages({ nodes = [] }: Pick<NodeView, 'nodes'>): readonly SharedStorage[] {
  const found = new Map<TreePath, SharedStorage>()
  for (const { layout, hosts } of nodes) {
    const { instancesPath } = layout
    const opened = openedHosts(hosts)
    if (instancesPath === undefined || opened.length === 0 || found.has(instancesPath)) continue
    found.set(instancesPath, { instancesPath, hosts: opened })
  }
  return [...found.values()]
}

function storageAt(view: NodeView, path: TreePath): TreePath | undefined {
  return view.nodes?.[nodeNumbers(view)(path) ?? -1]?.layout.instancesPath
}

/** Names of hosts stand as words in commands, and as they are in JSON: no real one has anything else. */
function isOneWord(host: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.:@-]*$/.test(host)
}
