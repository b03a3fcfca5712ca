import type { FileSystemStat, TreePath } from '../files/tree.ts'
import type { Alias, Layout, PlannedNode } from './layout.ts'
import type { UnitResult } from './model.ts'
import type { ScanUnit } from './scan-unit.ts'

/** A symlink on the way to a place that leads out of the tree. */
export interface LeadingOut {
  readonly path: TreePath
  /** As it is recorded. */
  readonly target: string
}

export interface ScanPlan {
  /** Of several opened paths the nearest folder above all of them; it is not opened itself. */
  readonly rootPath: string
  readonly layout: Layout
  readonly fileSystem?: FileSystemStat
  /** In the order to be scanned: bases first, so that chains resolve as instances come in. */
  readonly units: readonly ScanUnit[]
  /** The topmost folders of which everything is in the scan; the whole tree where it is left out. */
  readonly covered?: readonly TreePath[]
  /** What planning itself saw: folders and configuration that belong to no unit, and faults. */
  readonly result: UnitResult
  /** What planning saw of each other opened path, and images that were named by themselves. */
  readonly others?: readonly UnitResult[]
  /** Why places are among the faults: what was opened with this tree may have them. */
  readonly links?: readonly LeadingOut[]
  /** Set where something else than one folder was opened; otherwise the tree is the one node. */
  readonly nodes?: readonly PlannedNode[]
  /** Places that another of the opened paths has too, and that are scanned there. */
  readonly aliases?: readonly Alias[]
}
