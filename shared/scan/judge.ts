import { ifWellFormed } from '../bytes/errors.ts'
import type { ByteSource } from '../bytes/source.ts'
import { ifSeen } from '../files/attempt.ts'
import type { FileTree, OpenFile } from '../files/tree.ts'
import { MAX_TABLE_BYTES } from '../formats/tables/table-faults.ts'
import type { VerdictContext } from '../formats/verdict/types.ts'
import { mayTake } from './allocated-from.ts'
import type { EntryDraft } from './entry.ts'
import { judgedAs } from './judgement.ts'
import type { Judgement, ScannedEntry } from './model.ts'
import type { ScanUnit } from './scan-unit.ts'
import { isUnfinished, suspicion } from './suspects.ts'

/** What was seen of a unit's files while they were open. */
export interface SeenInUnit {
  readonly diskInfo: Readonly<Record<string, string>> | undefined
  /** Images that seem to end before what they hold. */
  readonly short: ReadonlySet<ScannedEntry>
}

/** Gives the images of a unit that deserve a second look what their verdict finds. */
export function judgeEntries(
  tree: FileTree,
  unit: ScanUnit,
  entries: readonly EntryDraft[],
  { diskInfo, short }: SeenInUnit,
): void {
  const budget = { tableBytes: UNIT_TABLE_BYTES }
  for (const entry of entries) {
    const context = suspicion(unit, entry, diskInfo)
    const isShort = short.has(entry)
    if (context === undefined && !isShort) continue
    const judged = judge(tree, entry, { context, isShort, budget })
    const kept = isBlank(entry) ? withoutRefusals(judged) : judged
    if (kept !== undefined) entry.judged = kept
  }
}

/** Nova made it itself, and no Nova that cannot use it keeps it: OpenStack is not asked of it. */
function isBlank({ base }: EntryDraft): boolean {
  return base?.kind === 'swap' || base?.kind === 'ephemeral'
}

function withoutRefusals(judged: Judgement | undefined): Judgement | undefined {
  if (judged === undefined || judged.checks.length === 0) return undefined
  return { checks: judged.checks, refusals: [] }
}

/** Bytes of tables of all images of a unit that end short: a store may be full of such. */
const UNIT_TABLE_BYTES = 128 * 1024 ** 2

/** What is left of `UNIT_TABLE_BYTES`. */
interface Budget {
  tableBytes: number
}

/** How an image is to be judged. */
interface Case {
  /** As what; undefined for an ordinary disk. */
  readonly context: VerdictContext | undefined
  readonly isShort: boolean
  readonly budget: Budget
}

/** Undefined where nothing was found, or where the file cannot be read any more. */
function judge(tree: FileTree, entry: ScannedEntry, how: Case): Judgement | undefined {
  return ifSeen(() => {
    const file = tree.open(entry.path)
    try {
      const length = () => tree.lstat(entry.path).length
      return ifWellFormed(() => judgeOpened(file, entry, how, length))
    } finally {
      file.close()
    }
  })
}

function judgeOpened(
  file: OpenFile,
  entry: ScannedEntry,
  { context, isShort, budget }: Case,
  lengthNow: () => number,
): Judgement | undefined {
  if (!isShort) return context && judgedAs(file, { ...context, ...tablesOf(entry) })
  const usual: VerdictContext = { role: 'disk', allocated: mayTake(entry) }
  const tableBytes = Math.max(TABLE_BYTES, Math.min(MAX_TABLE_BYTES, budget.tableBytes))
  const metered = new MeteredSource(file)
  const judged = judgedAs(metered, { ...(context ?? usual), withTables: true, tableBytes })
  budget.tableBytes -= metered.bytes
  // What grew meanwhile is being written: of that nothing is missing.
  if (lengthNow() === metered.size) return judged
  return context && judgedAs(file, context)
}

/** Counts the bytes that are read. */
class MeteredSource implements ByteSource {
  readonly size: number
  bytes = 0
  readonly #source: ByteSource

  constructor(source: ByteSource) {
    this.#source = source
    this.size = source.size
  }

  read(target: Uint8Array, offset: number): number {
    this.bytes += target.length
    return this.#source.read(target, offset)
  }
}

/** Bytes of tables of one image: those of most images whole, and no second for a store of thousands. */
const TABLE_BYTES = 1024 ** 2

/** A qcow2 counts what it takes, and that was looked at: of other formats the tables tell. */
function tablesOf(entry: ScannedEntry): Partial<VerdictContext> {
  return entry.image?.format === 'qcow2' || isUnfinished(entry)
    ? {}
    : { withTables: true, tableBytes: TABLE_BYTES }
}
