import { displayText } from '../../../shared/bytes/text.ts'
import { pieces } from '../../../shared/report/pieces.ts'
import { qemuJson } from '../../../shared/report/qemu/qemu-json.ts'
import type { CommandContext } from '../commands/command.ts'
import type { CheckExitCode } from '../exit-code.ts'
import { plannedRoot, rootFolder } from '../input/inputs.ts'
import { worstCode } from './check-code.ts'
import { checkFile, type FileCheck } from './check-file.ts'
import { checkText } from './check-text.ts'

export interface CheckRequest {
  readonly output: 'human' | 'json'
  readonly root?: string
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
      context.terminal.out(checkText(check.result.check, check.result.isDoubtful))
    }
    checks.push(check)
  }
  if (request.output === 'json') {
    const shown = checks.flatMap(({ result }) => (result === undefined ? [] : [result.json]))
    if (shown.length > 0) {
      const json = files.length > 1 ? shown : shown[0]
      for (const piece of pieces(qemuJson(json))) {
        if (!context.terminal.out(piece)) break
      }
    }
  }
  return worstCode(checks.map(({ code }) => code))
}
