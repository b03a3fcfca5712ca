import type { LeftOut } from '../../../../shared/analysis/cleanup/left-out.ts'
import { type HostOf, hostPathOf } from '../../../../shared/analysis/hosts/host-label.ts'
import type { BaseRow, ImageRow, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { FindingCode } from '../../../../shared/findings/codes.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { sourceText } from '../../../../shared/report/text/source-text.ts'
import { endBelow, isBroken, type ShownChain } from './bases-of.ts'

/** Sentences of a problem's code in the window's language, so that they can be searched for. */
export type ProblemTitle = (code: FindingCode) => string

/** Words that a row must all have; empty when everything passes. */
export function filterWords(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean)
}

/** Lets those rows pass that have all words of a text. */
export interface RowFilter<R> {
  readonly apply: (rows: readonly R[], filter: string) => readonly R[]
  /** Makes the texts of rows that are looked through later. */
  readonly prepare: (rows: readonly R[]) => void
}

/** A filter with its texts kept: a row is put together once, not at each keystroke. */
export function createRowFilter<R extends object>(textOf: (row: R) => string): RowFilter<R> {
  const texts = new WeakMap<R, string>()
  const lowerText = (row: R): string => {
    let text = texts.get(row)
    if (text === undefined) {
      text = textOf(row).toLowerCase()
      texts.set(row, text)
    }
    return text
  }
  return {
    apply: (rows, filter) => {
      const words = filterWords(filter)
      if (words.length === 0) return rows
      return rows.filter((row) => {
        const text = lowerText(row)
        return words.every((word) => text.includes(word))
      })
    },
    prepare: (rows) => rows.forEach(lowerText),
  }
}

const noHost: HostOf = () => undefined

/** How a chain ends, in the words of the window's language. */
export type ChainWord = (chain: ShownChain) => string
const noWord = () => ''

/** Told beside the name of what an image stands on, where that is not whole. */
const chainText = (chain: ShownChain, word: ChainWord) => (isBroken(chain) ? word(chain) : '')

/** Of several hosts the one that a path is of, as it is called. */
const hostText = (path: TreePath, hostOf: HostOf) => hostOf(path)?.whole ?? ''

const problemText = (problems: readonly Finding[], title: ProblemTitle) =>
  problems.map(({ code }) => `${code} ${title(code)}`).join('\n')

/** Names and ids by which people know an instance, addresses of its network cards among them. */
function identityText(identity: InstanceRow['identity']): string {
  if (identity === undefined) return ''
  const { libvirtName, flavor, projectId, projectName, userName, imageId, nics } = identity
  const names = [libvirtName, flavor?.name, projectId, projectName, userName, imageId]
  return [...names, ...nics.flatMap(({ mac, addresses = [] }) => [mac, ...addresses])].join(' ')
}

export const instanceText =
  (title: ProblemTitle, hostOf: HostOf = noHost, word: ChainWord = noWord, notWhole = noWord) =>
  (row: InstanceRow): string => {
    const { uuid, name, id, disks, findings, identity, remoteDisks = [] } = row
    return [
      identityText(identity),
      ...remoteDisks.map(({ source, volumeId }) => `${sourceText(source)} ${volumeId ?? ''}`),
      name ?? '',
      uuid,
      id,
      hostText(hostPathOf({ id, identity }), hostOf),
      ...disks.map(
        (disk) =>
          `${disk.name} ${disk.format ?? ''} ${disk.base ?? ''} ${disk.backing?.name ?? ''} ${chainText(endBelow(disk), word)}`,
      ),
      problemText(findings, title),
      row.incomplete === undefined ? '' : notWhole(),
    ].join('\n')
  }

export const baseText =
  (title: ProblemTitle, hostOf: HostOf = noHost) =>
  ({ id, glanceId, image, base, findings }: BaseRow): string =>
    [
      id,
      hostText(id, hostOf),
      glanceId ?? '',
      image?.format ?? '',
      base.kind,
      problemText(findings, title),
    ].join('\n')

export const imageText =
  (title: ProblemTitle, hostOf: HostOf = noHost, word: ChainWord = noWord) =>
  ({ id, image, backing, basePath, findings, chain, isDenied }: ImageRow): string =>
    [
      id,
      backing?.name ?? '',
      chainText(isDenied === true ? 'denied' : chain, word),
      hostText(id, hostOf),
      image?.format ?? '',
      basePath ?? '',
      problemText(findings, title),
    ].join('\n')

export const problemRowText =
  (title: ProblemTitle, hostOf: HostOf = noHost, ownerOf: OwnerOf = () => undefined) =>
  ({ code, subject: { path } }: Finding): string =>
    [`${code} ${title(code)}`, path, ownerOf(path) ?? '', hostText(path, hostOf)].join('\n')

/** The name of the instance that a path is of. */
type OwnerOf = (path: TreePath) => string | undefined

/** `whyOf` is the sentence that its row has. */
export const leftOutRowText =
  (title: ProblemTitle, whyOf: (leftOut: LeftOut) => string, hostOf: HostOf = noHost) =>
  (leftOut: LeftOut): string => {
    const { path, code } = leftOut
    const found = code === undefined ? '' : `${code} ${title(code)}`
    return [path, whyOf(leftOut), found, hostText(path, hostOf)].join('\n')
  }

/** Instances that do not start without a base; none of one that is not known yet. */
export function onBase(
  rows: readonly InstanceRow[],
  base: BaseRow | undefined,
): readonly InstanceRow[] {
  const paths = new Set(base?.dependants.instances.map(({ path }) => path))
  return rows.filter(({ id }) => paths.has(id))
}
