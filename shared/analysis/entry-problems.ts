import { baseNameOf } from '../files/paths.ts'
import type { ScannedEntry, UnitResult } from '../scan/model.ts'
import { formatsAgree } from './formats.ts'
import type { Problem } from './model.ts'
import { problem } from './problem.ts'

/** What one entry shows by itself; `declared` is its format as disk.info has it. */
export function entryProblems(entry: ScannedEntry, declared?: string): readonly Problem[] {
  if (entry.fault === undefined && entry.image === undefined && entry.link === undefined) {
    return entry.base === undefined ? none : leftoverProblems(entry)
  }
  return [
    ...faultProblems(entry),
    ...imageProblems(entry, declared),
    ...(entry.link?.leavesRoot === true
      ? [problem('symlink-leaves-root', entry.path, { target: entry.link.target })]
      : none),
    ...leftoverProblems(entry),
  ]
}

const none: readonly Problem[] = []

function faultProblems({ path, fault }: ScannedEntry): readonly Problem[] {
  if (fault === undefined) return none
  return [problem('unreadable', path, { reason: fault.code, errno: fault.errno })]
}

function imageProblems({ path, image }: ScannedEntry, declared?: string): readonly Problem[] {
  if (image === undefined) return none
  const found: Problem[] = []
  if (declared !== undefined && !formatsAgree(declared, image.format)) {
    const params = { declared, detected: image.format, source: 'disk.info', name: baseNameOf(path) }
    const severity = declared === 'raw' ? 'high' : 'warning'
    found.push(problem('format-mismatch', path, params, severity))
  }
  if (image.dataFile !== undefined) {
    found.push(problem('external-data-file', path, { name: image.dataFile.name ?? '' }))
  }
  if (image.fault !== undefined) {
    const severity = image.fault.code === 'encrypted' ? 'info' : 'warning'
    const params = { name: baseNameOf(path), reason: image.fault.message }
    found.push(problem('image-fault', path, params, severity))
  }
  return found
}

function leftoverProblems({ path, base, allocated }: ScannedEntry): readonly Problem[] {
  return base?.kind === 'part' ? [problem('leftover-part', path, { allocated })] : none
}

/** What a unit shows as a whole: folders that a resize or a delete left, texts that make no sense. */
export function unitProblems(result: UnitResult, allocated: number): readonly Problem[] {
  const found: Problem[] = []
  const { path, instance } = result.unit
  if (instance?.kind === 'resize') found.push(problem('leftover-resize', path, { allocated }))
  if (instance?.kind === 'del') found.push(problem('leftover-del', path, { allocated }))
  for (const { path: text, fault } of result.textFaults ?? []) {
    found.push(problem('text-fault', text, { reason: fault.message }))
  }
  return found
}
