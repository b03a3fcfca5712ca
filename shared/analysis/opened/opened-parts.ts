import type { PlannedNode } from '../../scan/layout.ts'
import type { ScanPlan } from '../../scan/plan-model.ts'
import type { HostAccounting } from '../accounting/host-accounting.ts'
import { type HostsOnStorage, seenBy } from '../hosts/sharing-hosts.ts'
import { hostNameOf, hostsOn } from '../hosts/storage.ts'
import type { NodeView, ViewOfNode } from '../model.ts'
import { absolutePath } from '../places/address.ts'

/** What was counted of a node of a plan, and who shares its storage, when the scan has ended. */
export interface NodeSums extends HostsOnStorage {
  readonly accounting: HostAccounting
}

/** What a view says of several opened paths; `ended` is in the order of the plan's nodes. */
export function openedParts(
  { rootPath, nodes }: ScanPlan,
  ended: readonly NodeSums[],
): Pick<NodeView, 'opened' | 'nodes'> {
  if (nodes === undefined) return {}
  const opened = nodes.flatMap(({ parts }) => parts.map(({ path, kind }) => ({ path, kind })))
  const hosts = nodes.flatMap(hostsOf)
  if (hosts.length === 1) return { opened }
  const labels = labelsOf(rootPath, hosts)
  return {
    opened,
    nodes: ended.flatMap((one, at) => {
      const node = hosts[at]
      return node === undefined ? [] : [viewOfNode(node, labels[at] ?? '', one)]
    }),
  }
}

/** Of several hosts on one instances_path each with what was opened of it, and with what they share. */
function hostsOf({ hosts, ...node }: PlannedNode): readonly PlannedNode[] {
  if (hosts === undefined) return [node]
  const own = new Set(hosts.flatMap(({ parts }) => parts))
  const shared = node.parts.filter((part) => !own.has(part))
  return hosts.map((host) => ({ ...node, ...host, parts: [...host.parts, ...shared] }))
}

function viewOfNode(node: PlannedNode, label: string, sums: NodeSums): ViewOfNode {
  const { accounting, hosts } = sums
  const { layout, fileSystem, parts } = node
  const name = hostNameOf(layout)
  return {
    ...(name !== undefined && { name }),
    label,
    parts: parts.map(({ path }) => path),
    layout,
    ...(fileSystem !== undefined && { fileSystem }),
    accounting,
    ...hostsOn({ ...sums, hosts: seenBy(hosts, name) }),
  }
}

/** The host's name where it is known and no other has it; else the path that was opened. */
function labelsOf(rootPath: string, nodes: readonly PlannedNode[]): readonly string[] {
  const names = nodes.map(({ layout }) => hostNameOf(layout))
  const counts = new Map<string | undefined, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return nodes.map(({ parts }, at) => {
    const name = names[at]
    return name !== undefined && counts.get(name) === 1
      ? name
      : absolutePath(rootPath, parts[0]?.path ?? '')
  })
}
