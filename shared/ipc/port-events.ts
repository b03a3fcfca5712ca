import type { NodeView } from '../analysis/model.ts'
import type { InstanceRow } from '../analysis/rows/rows.ts'
import type { ScanProgress } from '../scan/model.ts'
import type { Failure } from './contract.ts'
import type { TaskEvent } from './tasks.ts'
import type { ViewPart } from './view-parts.ts'

/** What a running scan sends over its port, in this order; one of the last two ends it. */
export type ScanEvent =
  | { readonly kind: 'progress'; readonly scanId: string; readonly progress: ScanProgress }
  | { readonly kind: 'instances'; readonly scanId: string; readonly rows: readonly InstanceRow[] }
  /** A piece of the view that comes with `done`. */
  | { readonly kind: 'part'; readonly scanId: string; readonly part: ViewPart }
  /** The view, less what its parts have brought. */
  | { readonly kind: 'done'; readonly scanId: string; readonly view: NodeView }
  | { readonly kind: 'failed'; readonly scanId: string; readonly failure: Failure }

/** All that comes over the port. */
export type PortEvent = ScanEvent | TaskEvent
