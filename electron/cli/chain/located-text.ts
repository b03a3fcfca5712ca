import type { Chain, ChainLayer } from '../../../shared/analysis/chain/chain-model.ts'
import { isLocatable } from '../../../shared/analysis/chain/described-name.ts'
import {
  type LocatedDoubt,
  type LocatedLayer,
  locatedLayers,
} from '../../../shared/analysis/chain/located-doubts.ts'
import { formatOf, isAsItStands } from '../../../shared/analysis/chain/recorded-format.ts'
import type { LocatedFiles } from '../../../shared/analysis/places/backing-places.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import { formatName } from '../../../shared/formats/names.ts'
import { formatAlike, formatSize } from '../../../shared/report/size.ts'
import type { NamedPath } from '../../files/named-image.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'
import { standsOnAnother } from '../input/stands-on-another.ts'

/** Recorded names of a chain that a sentence lists. */
const NAMED = 5

/** Of each layer that `--locate` pointed at: what it is read for, and what speaks against it. */
export function locatedNotes(chain: Chain, input: NamedPath): readonly string[] {
  return locatedLayers(chain).map((located) => {
    const { layer, doubts } = located
    const format = formatOf(layer)
    const size = format === 'raw' ? layer.length : layer.image.virtualSize
    const virtual = size === undefined ? '' : `, virtual size ${formatSize(size)} (${size} bytes)`
    const what = `${formatName(format)}${virtual}`
    const said = `${readFor(layer.displayPath, located.name)} (${what}): no image proves that it is the one that was meant`
    const against = doubts.length === 0 ? [] : [doubtful(doubts)]
    return [said, ...against, ...ownerOf(layer.displayPath, input)].join('; ')
  })
}

/** Of each file that `--locate` pointed at for data of an image: what it is read for, and whose it is. */
export function locatedParts(
  { files }: Pick<OpenedDisk, 'files'>,
  located: LocatedFiles,
  input: NamedPath,
): readonly string[] {
  const names = new Set(files.flatMap(({ recordedNames }) => [...recordedNames.values()]))
  const parts = [...located].filter(([name]) => names.has(name))
  return parts.map(([name, path]) => [readFor(path, name), ...ownerOf(path, input)].join('; '))
}

/**
 * What `--locate` names and for which no file is read: no image of the chains records it, or it is no
 * file's.
 */
export function unusedNames(located: LocatedFiles, chains: readonly Chain[]): string | undefined {
  const recorded = new Set(chains.flatMap(({ layers }) => layers.flatMap(namesIn)))
  const names = [...located.keys()]
  const unknown = names.find((name) => !recorded.has(name))
  if (unknown !== undefined) return notRecorded(unknown, recorded)
  const other = names.find((name) => !isLocatable(name))
  return other === undefined
    ? undefined
    : `--locate: no file is read for '${displayText(other)}': that describes a part of one, or one that drivers or options change`
}

function notRecorded(unknown: string, recorded: ReadonlySet<string>): string {
  const [first, ...more] = [...recorded].slice(0, NAMED).map((name) => `'${displayText(name)}'`)
  const instead =
    first === undefined ? 'none records any' : `recorded: ${[first, ...more].join(', ')}`
  return `--locate: no image that was read records the name '${displayText(unknown)}' (${instead})`
}

function namesIn(layer: ChainLayer): readonly string[] {
  if (isAsItStands(layer)) return []
  const { backing, dataFile, extents = [] } = layer.image
  return [backing?.name, dataFile?.name, ...extents].filter((name) => name !== undefined)
}

/** Whose data it shows, where it is a file of another instance. */
function ownerOf(path: string, input: NamedPath): readonly string[] {
  const owner = standsOnAnother([path], input)
  return owner === undefined ? [] : [owner]
}

function readFor(path: string, name: string): string {
  return `${displayText(path)} is read for '${displayText(name)}', as --locate says`
}

function doubtful(doubts: LocatedLayer['doubts']): string {
  return `it may be another: ${doubts.map(doubtText).join(', ')}`
}

function doubtText(doubt: LocatedDoubt): string {
  const { kind, recorded, found } = doubt
  switch (kind) {
    case 'name':
      return `its name is ${displayText(found)}, and ${displayText(recorded)} is recorded`
    case 'format':
      return `its format is ${displayText(found)}, and ${displayText(recorded)} is recorded`
    case 'identity':
      return `its id is ${displayText(found)}, and the layer above was made on ${displayText(recorded)}`
    case 'size': {
      const size = formatAlike([recorded, found])
      return `its virtual size, ${size(found)}, is larger than the ${size(recorded)} of what stands on it`
    }
  }
}
