import { baseNameOf } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import type { ImageSummary } from '../formats/types.ts'
import type { ScannedEntry, UnitResult } from '../scan/model.ts'
import { formatsAgree } from './formats.ts'
import type { Problem } from './model.ts'
import { problem } from './problem.ts'

/** What one entry shows by itself; `declared` is its format as disk.info has it. */
export function entryProblems(entry: ScannedEntry, declared?: string): readonly Problem[] {
  const { path, fault, image, link, base } = entry
  const found: Problem[] = []
  if (fault !== undefined) {
    found.push(problem('unreadable', path, { reason: fault.code, errno: fault.errno }))
  }
  if (image !== undefined) pushImageProblems(found, path, image, declared)
  if (link?.leavesRoot === true) {
    found.push(problem('symlink-leaves-root', path, { target: link.target }))
  }
  if (base?.kind === 'part') {
    found.push(problem('leftover-part', path, { allocated: entry.allocated }))
  }
  return found
}

function pushImageProblems(
  found: Problem[],
  path: TreePath,
  image: ImageSummary,
  declared: string | undefined,
): void {
  if (declared !== undefined && !formatsAgree(declared, image.format)) {
    const name = baseNameOf(path)
    const params = { declared, detected: image.format, source: 'disk.info', name }
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
