import { expect } from 'vitest'
import type { NodeView } from '../../../shared/analysis/model.ts'
import type { FileSystemStat } from '../../../shared/files/tree.ts'
import { FINDING_CODES, type FindingCode } from '../../../shared/findings/codes.ts'
import type { Finding } from '../../../shared/findings/types.ts'
import { findingLines } from '../scan/node-view.ts'
import { FAMILY_OF, type FindingFamily } from './finding-families.ts'
import { type SmallNode, smallNode } from './small-node.ts'

/** A healthy node to be spoiled in one way. */
export const node = smallNode

/** The one finding of a node that was spoiled in one way. */
export function only(spoiled: SmallNode): Finding {
  const { findings } = viewOf(spoiled)
  const found = findings.map(({ code, subject }) => `${code} ${subject.path}`)
  expect(found).toEqual(found.slice(0, 1))
  const [first] = findings
  if (first === undefined) throw new Error('there is no finding')
  return first
}

export function lines(spoiled: SmallNode): readonly string[] {
  return findingLines(viewOf(spoiled))
}

const seen = new Set<FindingCode>()

export function viewOf(spoiled: SmallNode, space: Partial<FileSystemStat> = {}): NodeView {
  return noted(spoiled.view(space))
}

/** What a scan of something else than a node has found counts too. */
export function noted(view: NodeView): NodeView {
  for (const { code } of view.findings) seen.add(code)
  return view
}

/** Codes of a family that no node of this test file had. */
export function missingOf(family: FindingFamily): readonly FindingCode[] {
  return FINDING_CODES.filter((code) => FAMILY_OF[code] === family && !seen.has(code))
}
