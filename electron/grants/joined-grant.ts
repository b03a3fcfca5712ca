import type { TreeFault } from '../../shared/files/tree.ts'
import { Refusal } from '../failure.ts'
import type { OpenedPath } from '../files/opened-paths.ts'
import type { Grant } from './grant.ts'
import { liesWithin } from './lies-within.ts'

/** What several places are together; the same one twice is one. */
export function distinctParts(grants: readonly Grant[]): readonly OpenedPath[] {
  const parts = grants.map(({ place: { kind }, realPath, named }) => {
    return { real: realPath, kind, ...(named !== undefined && { named }) }
  })
  return [...new Map(parts.map((part) => [part.real, part])).values()]
}

export function haveSameParts({ parts }: Grant, others: readonly OpenedPath[]): boolean {
  const own = new Set(parts?.map(byName))
  return own.size === others.length && others.every((one) => own.has(byName(one)))
}

function byName({ real, named = real }: OpenedPath): string {
  return JSON.stringify([real, named])
}

export function lackTheSame({ notOpened = [] }: Grant, others: readonly TreeFault[]): boolean {
  const names = (faults: readonly TreeFault[]) => [...new Set(faults.map(nameOf))].sort().join('\n')
  return names(notOpened) === names(others)
}

function nameOf({ code, path }: TreeFault): string {
  return JSON.stringify([path, code])
}

/** The path, which is inside of one of them. Throws a `Refusal` otherwise. */
export function pathInParts(path: string, parts: readonly OpenedPath[]): string {
  if (parts.some(({ real }) => liesWithin(real, path))) return path
  throw new Refusal('not-granted', 'it lies beside what was opened', path)
}

/** The folders and files that one place was opened as, with its root and what was pointed at for it. */
export function ownOf({ place, realPath, parts, root, located }: Grant): Readable {
  const opened = parts ?? [{ real: realPath, kind: place.kind }]
  const realOf = (wanted: OpenedPath['kind']) =>
    opened.flatMap(({ real, kind }) => (kind === wanted ? real : []))
  return {
    folders: [...realOf('folder'), ...(root === undefined ? [] : [root])],
    files: [...realOf('image'), ...located.values()],
  }
}

/** Real paths of what may be read. */
export interface Readable {
  readonly folders: readonly string[]
  readonly files: readonly string[]
}
