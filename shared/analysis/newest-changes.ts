import type { TreePath } from '../files/tree.ts'
import type { ScanPlan } from '../scan/plan-model.ts'
import type { ScanUnit } from '../scan/scan-unit.ts'
import type { NewestIn } from './model.ts'

/** When an inode changed last, by the clock of the file system that it is on. */
export class NewestChanges {
  readonly #tops: ReadonlySet<TreePath>
  #amongInstances = 0
  readonly #beside = new Map<TreePath, number>()

  constructor({ units }: Pick<ScanPlan, 'units'>) {
    this.#tops = new Set(units.flatMap(({ kind, path }) => (kind === 'top' ? [path] : [])))
  }

  /** 0 where nothing of them was seen. */
  get amongInstances(): number {
    return this.#amongInstances
  }

  /** In each folder beside the instances that Nova or Glance works in. */
  get beside(): readonly NewestIn[] {
    return [...this.#beside].map(([path, atMs]) => ({ path, atMs }))
  }

  see(unit: ScanUnit, atMs: number): void {
    if (this.#isOfInstances(unit)) this.#amongInstances = Math.max(this.#amongInstances, atMs)
    else if (unit.kind === 'glance' || unit.kind === 'snapshots') {
      this.#beside.set(unit.path, Math.max(this.#beside.get(unit.path) ?? 0, atMs))
    }
  }

  #isOfInstances({ kind, path }: ScanUnit): boolean {
    return kind === 'instance' || kind === 'base' || (kind === 'top' && this.#tops.has(path))
  }
}
