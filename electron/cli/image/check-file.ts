import { dirname } from 'node:path'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import type { OpenFile } from '../../../shared/files/tree.ts'
import type { CheckContext, ImageCheck } from '../../../shared/formats/check/types.ts'
import { findChecker } from '../../../shared/formats/check-image.ts'
import type { HeadFormat } from '../../../shared/formats/detect.ts'
import { probeImage } from '../../../shared/formats/probe.ts'
import type { ImageSummary } from '../../../shared/formats/types.ts'
import type { Walk } from '../../../shared/formats/walk.ts'
import { fileStamp } from '../../files/file-stamp.ts'
import { liveTree } from '../../files/live-tree.ts'
import type { GivenRoot } from '../../files/named-image.ts'
import type { CommandContext } from '../commands/command.ts'
import { doubtsOf } from '../disk/being-written.ts'
import { CliError, sentence } from '../error-text.ts'
import { CHECK_EXIT, type CheckExitCode } from '../exit-code.ts'
import { declaredRaw } from '../input/declared-raw.ts'
import { lookInRoot } from '../input/input-in-root.ts'
import type { Input } from '../input/inputs.ts'
import { createByteProgress } from '../output/byte-progress.ts'
import { createTurns } from '../turns.ts'
import { codeOf, withoutCheck } from './check-code.ts'
import { type QemuCheck, qemuCheck } from './check-json.ts'
import { checkComplaints } from './check-text.ts'

export interface FileCheck {
  readonly code: CheckExitCode
  /** Absent when the file could not be checked. */
  readonly result?: {
    readonly check: ImageCheck
    /** It was written to meanwhile, or may have been: what was found may be of no one moment. */
    readonly isDoubtful: boolean
    readonly json: QemuCheck
  }
}

/** Checks one file, or says why it cannot be checked. */
export async function checkFile(
  file: string,
  root: GivenRoot | undefined,
  context: CommandContext,
): Promise<FileCheck> {
  const { terminal } = context
  let opened: OpenFile | undefined
  try {
    const input = lookInRoot(file, root?.real)
    if (input.kind === 'folder') throw new CliError('it is a folder, not an image')
    const tree = liveTree(dirname(input.real))
    const path = baseNameOf(input.real)
    opened = tree.open(path)
    const stamp = () => fileStamp(tree, path)
    return await checkOpened({ file, input, opened, stamp, root }, context)
  } catch (error) {
    terminal.complain(
      error instanceof FormatError ? `${file}: ${error.message}` : sentence(file, error),
    )
    return { code: CHECK_EXIT.failed }
  } finally {
    opened?.close()
  }
}

/** An image that is checked: `file` as the user named it. */
interface CheckedFile {
  readonly file: string
  readonly input: Input
  readonly opened: OpenFile
  /** Changes when the file does. */
  readonly stamp: () => string
  readonly root: GivenRoot | undefined
}

async function checkOpened(checked: CheckedFile, context: CommandContext): Promise<FileCheck> {
  const { file, input, opened, stamp, root } = checked
  const complain = (text: string) => context.terminal.complain(`${file}: ${text}`)
  const { format, checker } = findChecker(opened)
  if (checker === undefined || format === undefined) {
    const { why, code } = withoutCheck(probeImage(opened))
    complain(why)
    return { code }
  }
  const owner = declaredRaw(input, probeImage(opened).format, root)
  if (owner !== undefined) complain(owner)
  const before = stamp()
  const walked = await drain(checker(opened, await contextOf(input, format)), context)
  if (walked === undefined) return { code: CHECK_EXIT.failed }
  const check = { ...walked, changed: walked.changed || stamp() !== before }
  const doubts = doubtsOf(check.changed, input.real)
  const isDoubtful = doubts.length > 0
  // First what all that follows stands under.
  for (const text of [...doubts, ...checkComplaints(check, isDoubtful)]) complain(text)
  for (const text of await leftOut(probeImage(opened), input, root, context)) complain(text)
  // qemu-img does not look at what a program has open for writing, and ends with the same.
  const code = isDoubtful ? CHECK_EXIT.failed : codeOf(check)
  return {
    code,
    result: { check, isDoubtful, json: qemuCheck(file, probeImage(opened).format, check) },
  }
}

/** An image that needs nothing but itself lacks nothing. */
async function leftOut(
  summary: ImageSummary,
  input: Input,
  root: GivenRoot | undefined,
  context: CommandContext,
): Promise<readonly string[]> {
  const { backing, dataFile, encryption } = summary
  if (backing === undefined && dataFile === undefined && encryption === undefined) return []
  const { notChecked } = await import('./not-checked.ts')
  const left = [notChecked(summary, input, root)]
  if (dataFile !== undefined) {
    const { cutDataFile } = await import('./cut-data-file.ts')
    left.push(await cutDataFile(input, root, context))
  }
  return left.filter((text) => text !== undefined)
}

/** What may be opened beside an image is worked out for a VMDK alone: no other has extents. */
async function contextOf(input: Input, format: HeadFormat): Promise<CheckContext> {
  if (!format.startsWith('vmdk')) return {}
  const [{ checkContext }, { grantsOf }] = await Promise.all([
    import('../../files/granted-file.ts'),
    import('../../files/named-image.ts'),
  ])
  const { grants, named } = grantsOf(input, undefined)
  return checkContext(named, grants)
}

/** Undefined when the user has asked to stop. */
async function drain(
  walk: Walk<ImageCheck>,
  { terminal, interrupted }: CommandContext,
): Promise<ImageCheck | undefined> {
  const progress = createByteProgress(terminal.status, 'of tables checked')
  const turns = createTurns()
  let before = 0
  try {
    for (;;) {
      const { done, value } = walk.next()
      if (done === true) return value
      progress.add(value.done - before)
      before = value.done
      const turn = turns.whenDue()
      if (turn !== undefined) await turn
      if (interrupted()) return undefined
    }
  } finally {
    progress.end()
  }
}
