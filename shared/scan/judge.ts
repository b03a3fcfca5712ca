import { FormatError } from '../bytes/errors.ts'
import { type FileTree, type OpenFile, TreeError } from '../files/tree.ts'
import { endsShort } from '../formats/qcow2/ends-short.ts'
import type { Check, Params, Refusal, VerdictContext } from '../formats/verdict/types.ts'
import { imageVerdict } from '../formats/verdict/verdict.ts'
import { textWithoutSecrets } from '../secrets/without-secrets.ts'
import type { EntryDraft } from './entry.ts'
import type { Judgement, ScannedEntry, ScanUnit } from './model.ts'
import { isUnfinished, mayEndShort, suspicion } from './suspects.ts'

/** Gives the images of a unit that deserve a second look what their verdict finds. */
export function judgeEntries(
  tree: FileTree,
  unit: ScanUnit,
  entries: readonly EntryDraft[],
  diskInfo: Readonly<Record<string, string>> | undefined,
): void {
  for (const entry of entries) {
    const context = suspicion(unit, entry, diskInfo)
    if (context === undefined && !mayEndShort(entry)) continue
    const judged = judge(tree, entry, context)
    if (judged !== undefined) entry.judged = judged
  }
}

/** Undefined where nothing was found, or where the file cannot be read any more. */
function judge(
  tree: FileTree,
  entry: ScannedEntry,
  context: VerdictContext | undefined,
): Judgement | undefined {
  try {
    const file = tree.open(entry.path)
    try {
      return judgeOpened(file, entry, context, () => tree.lstat(entry.path).length)
    } finally {
      file.close()
    }
  } catch (error) {
    if (error instanceof TreeError || error instanceof FormatError) return undefined
    throw error
  }
}

function judgeOpened(
  file: OpenFile,
  entry: ScannedEntry,
  context: VerdictContext | undefined,
  lengthNow: () => number,
): Judgement | undefined {
  const isShort = mayEndShort(entry) && endsShort(file)
  if (!isShort) return context && judgedAs(file, { ...context, ...tablesOf(entry) })
  const usual: VerdictContext = { role: 'disk', allocated: entry.allocated }
  const judged = judgedAs(file, { ...(context ?? usual), withTables: true })
  // What grew meanwhile is being written: of that nothing is missing.
  if (lengthNow() === file.size) return judged
  return context && judgedAs(file, context)
}

/** Bytes of tables of one image: those of most images whole, and no second for a store of thousands. */
const TABLE_BYTES = 1024 ** 2

/** A qcow2 counts what it takes, and that was looked at: of other formats the tables tell. */
function tablesOf(entry: ScannedEntry): Partial<VerdictContext> {
  return entry.image?.format === 'qcow2' || isUnfinished(entry)
    ? {}
    : { withTables: true, tableBytes: TABLE_BYTES }
}

function judgedAs(file: OpenFile, context: VerdictContext): Judgement | undefined {
  const { checks, openstack } = imageVerdict(file, context)
  const found = checks.filter(isFound).map(checkWithoutSecrets)
  // Nobody uploads an instance's disk as it stands: a snapshot is flattened first.
  const refusals = context.role === 'disk' ? [] : openstack.reasons.map(refusalWithoutSecrets)
  return found.length === 0 && refusals.length === 0 ? undefined : { checks: found, refusals }
}

function isFound({ state }: Check): boolean {
  return state === 'fail' || state === 'warning'
}

/** The verdict reads the header again, as it stands: what it quotes goes into reports. */
function checkWithoutSecrets({ code, state, params, evidence }: Check): Check {
  const kept = { code, state, params: paramsWithoutSecrets(params) }
  if (evidence === undefined) return kept
  const { offset, text } = evidence
  const expected = textWithoutSecrets(evidence.expected)
  const found = textWithoutSecrets(evidence.found)
  const shown = text === undefined ? {} : { text: textWithoutSecrets(text) }
  return { ...kept, evidence: { offset, expected, found, ...shown } }
}

function refusalWithoutSecrets({ code, params }: Refusal): Refusal {
  return { code, params: paramsWithoutSecrets(params) }
}

function paramsWithoutSecrets(params: Params): Params {
  const kept = Object.entries(params).map(
    ([key, value]) => [key, typeof value === 'string' ? textWithoutSecrets(value) : value] as const,
  )
  return Object.fromEntries(kept)
}
