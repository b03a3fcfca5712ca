import { dirname } from 'node:path'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import type { OpenFile } from '../../../shared/files/tree.ts'
import type { CheckContext, ImageCheck } from '../../../shared/formats/check/types.ts'
import { findChecker } from '../../../shared/formats/check-image.ts'
import type { HeadFormat } from '../../../shared/formats/detect.ts'
import { probeImage } from '../../../shared/formats/probe.ts'
import type { ImageSummary } from '../../../shared/formats/types.ts'
import type { Walk } from '../../../shared/formats/walk.ts'
import { qemuJson } from '../../../shared/report/qemu/qemu-json.ts'
import { fileStamp } from '../../files/file-stamp.ts'
import { liveTree } from '../../files/live-tree.ts'
import type { GivenRoot } from '../../files/named-image.ts'
import type { CommandContext } from '../commands/command.ts'
import { beingWritten } from '../disk/being-written.ts'
import { CliError, sentence } from '../error-text.ts'
import { CHECK_EXIT, type CheckExitCode } from '../exit-code.ts'
import { declaredRaw } from '../input/declared-raw.ts'
import { lookInRoot } from '../input/input-in-root.ts'
import { type Input, plannedRoot, rootFolder } from '../input/inputs.ts'
import { createByteProgress } from '../output/byte-progress.ts'
import { createTurns } from '../turns.ts'
import { codeOf, withoutCheck, worstCode } from './check-code.ts'
import { type QemuCheck, qemuCheck } from './check-json.ts'
import { checkComplaints, checkText } from './check-text.ts'

export interface CheckRequest {
  readonly output: 'human' | 'json'
  readonly root?: string
}

interface FileCheck {
  readonly code: CheckExitCode
  /** Absent when the file could not be checked. */
  readonly result?: { readonly check: ImageCheck; readonly json: QemuCheck }
}

/** Checks each file; ends with the code of the worst. For several files JSON is an array. */
export async function runCheck(
  files: readonly string[],
  request: CheckRequest,
  context: CommandContext,
): Promise<CheckExitCode> {
  // Extents are beside their descriptor: only where a symlink leads is told by it.
  const root = request.root === undefined ? undefined : await plannedRoot(rootFolder(request.root))
  const checks: FileCheck[] = []
  for (const file of files) {
    const check = await context.hearing(() => checkFile(file, root, context))
    if (check.result !== undefined && request.output === 'human') {
      if (files.length > 1) context.terminal.out(`image: ${displayText(file)}\n`)
      context.terminal.out(checkText(check.result.check))
    }
    checks.push(check)
  }
  if (request.output === 'json') {
    const shown = checks.flatMap(({ result }) => (result === undefined ? [] : [result.json]))
    if (shown.length > 0) {
      const json = files.length > 1 ? shown : shown[0]
      context.terminal.out(qemuJson(json))
    }
  }
  return worstCode(checks.map(({ code }) => code))
}

async function checkFile(
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
    const { format, checker } = findChecker(opened)
    if (checker === undefined || format === undefined) {
      const { why, code } = withoutCheck(probeImage(opened))
      terminal.complain(`${file}: ${why}`)
      return { code }
    }
    const owner = declaredRaw(input, probeImage(opened).format, root)
    if (owner !== undefined) terminal.complain(`${file}: ${owner}`)
    const before = fileStamp(tree, path)
    const check = await drain(checker(opened, await contextOf(input, format)), context)
    if (check === undefined) return { code: CHECK_EXIT.failed }
    for (const text of checkComplaints(check)) terminal.complain(`${file}: ${text}`)
    for (const text of await leftOut(probeImage(opened), input, root, context)) {
      terminal.complain(`${file}: ${text}`)
    }
    const changed = check.changed || fileStamp(tree, path) !== before
    if (changed) {
      terminal.complain(`${file}: changed while reading; the result may not be of one moment`)
    }
    const busy = beingWritten([input.real])
    if (busy !== undefined) terminal.complain(`${file}: ${busy}`)
    // qemu-img does not look at an image that a program has open for writing, and ends with the same.
    const code = changed || busy !== undefined ? CHECK_EXIT.failed : codeOf(check)
    return { code, result: { check, json: qemuCheck(file, probeImage(opened).format, check) } }
  } catch (error) {
    terminal.complain(
      error instanceof FormatError ? `${file}: ${error.message}` : sentence(file, error),
    )
    return { code: CHECK_EXIT.failed }
  } finally {
    opened?.close()
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
