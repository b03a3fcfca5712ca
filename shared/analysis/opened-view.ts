import type { TreeFault } from '../files/tree.ts'
import type { ScanEnd } from '../scan/model.ts'
import type { Accounted } from './accounting/node-accounting.ts'
import type { EndedNode } from './accounting-facts.ts'
import type { Gathered } from './gathered.ts'
import { hostsOn } from './hosts/storage.ts'
import type { NodeView } from './model.ts'
import { openedParts } from './opened/opened-parts.ts'
import { absolutePath } from './places/address.ts'

export interface ScanTimes {
  readonly end: ScanEnd
  /** Milliseconds since 1970. */
  readonly startedAtMs: number
  readonly finishedAtMs: number
  /** What should have been in the scan and could not be opened; paths are absolute. */
  readonly notOpened: readonly TreeFault[]
}

type OpenedView = Pick<
  NodeView,
  | 'rootPath'
  | 'covered'
  | 'kind'
  | 'layout'
  | 'fileSystem'
  | 'opened'
  | 'nodes'
  | 'notOpened'
  | 'end'
  | 'startedAtMs'
  | 'finishedAtMs'
>

export function whatWasOpened(
  { plan, coverage }: Gathered,
  nodes: readonly EndedNode[],
  { ofNodes }: Accounted,
  { end, startedAtMs, finishedAtMs, notOpened }: ScanTimes,
): OpenedView {
  const { rootPath, layout, fileSystem } = plan
  const ended = ofNodes.flatMap(({ accounting, ofHosts }, at) => {
    const storage = nodes[at]?.storage ?? { hosts: [] }
    const each = ofHosts.length === 0 ? [accounting] : ofHosts
    return each.map((one) => ({ accounting: one, ...hostsOn(storage) }))
  })
  return {
    rootPath,
    covered: coverage.covered().map((path) => absolutePath(rootPath, path)),
    kind: layout.kind,
    layout,
    ...(fileSystem !== undefined && { fileSystem }),
    ...openedParts(plan, ended),
    ...(notOpened.length > 0 && { notOpened }),
    end,
    startedAtMs,
    finishedAtMs,
  }
}
