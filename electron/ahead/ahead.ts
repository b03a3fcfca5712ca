import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { FileTree } from '../../shared/files/tree.ts'
import type { ScanPlan } from '../../shared/scan/plan-model.ts'
import type { ScanUnit } from '../../shared/scan/scan-unit.ts'
import { foldersOf } from '../files/opened-paths.ts'
import { AheadQueue } from './ahead-queue.ts'
import { AheadTree } from './ahead-tree.ts'
import { AheadMemory, type AheadOrder } from './order.ts'

/** Fewer folders than this are read before a thread has started. */
const WORTH_A_THREAD = 256
/** How long it waits without hearing a signal or the thread's end. Milliseconds. */
const PATIENCE = 20

/**
 * A thread that reads the folders of instances while others, which it read before, are counted. It asks
 * the file system nothing that the scan would not ask, only sooner; if it fails, the scan asks itself.
 * Twice is looked at what a slot cannot hold: files with several names, folders with more entries than
 * it has heads, and names that are too long together.
 */
export class Ahead {
  readonly #worker: Worker
  #tree: AheadTree | undefined
  #queue: AheadQueue | undefined
  #memory: AheadMemory | undefined
  #asked = 0
  #ended = false

  /** Starts the thread, whose built entry `file` is; that takes about as long as to plan a scan. */
  constructor(file = new URL('./read-ahead.cjs', import.meta.url)) {
    this.#worker = new Worker(file)
    for (const end of ['error', 'exit'] as const) this.#worker.on(end, () => this.#end())
  }

  /** The tree to scan, once it is known what will be read of it. */
  of(tree: FileTree, plan: ScanPlan): FileTree {
    const folders = plan.units.flatMap(({ kind, path }) => (kind === 'instance' ? [path] : []))
    if (folders.length < WORTH_A_THREAD) {
      this.close()
      return tree
    }
    this.#memory = new AheadMemory()
    this.#queue = new AheadQueue(this.#memory, folders)
    this.#tree = new AheadTree(tree)
    const { memory } = this.#memory
    const order: AheadOrder = { rootPath: plan.rootPath, opened: foldersOf(plan), folders, memory }
    this.#worker.postMessage(order)
    return this.#tree
  }

  /** To be called before each unit: resolves when it was read, or will not be, or is not wanted. */
  async reach({ kind }: ScanUnit, cancelled: () => boolean): Promise<void> {
    this.#tree?.leave()
    if (kind !== 'instance' || this.#tree === undefined) return
    const index = this.#asked
    this.#asked += 1
    while (this.#queue?.reach(index, this.#tree, this.#ended ? 0 : PATIENCE) === false) {
      if (this.#ended || cancelled()) return
      this.#ended ||= this.#memory?.hasEnded === true
      await setImmediate()
    }
  }

  close(): void {
    this.#ended = true
    this.#worker.unref()
    void this.#worker.terminate()
  }

  #end(): void {
    this.#ended = true
  }
}
