import { dirname } from 'node:path'
import type { ChainState } from '../../../shared/analysis/chain/chain-model.ts'
import { lostName } from '../../../shared/analysis/chain/lost-name.ts'
import { belowInstances } from '../../../shared/analysis/places/below-instances.ts'
import { pathUnderRoot } from '../../../shared/files/paths.ts'
import { shellWord } from '../../../shared/findings/shell.ts'
import { isHostOwn } from '../../../shared/formats/verdict/reach.ts'
import { instancesPathOf } from '../../../shared/nova/set-aside.ts'
import { recordedNameOf } from '../../../shared/scan/known-instances.ts'
import type { NamedPath } from '../../files/named-image.ts'

/** An image of the command line, by its path as it was given too. */
export interface GivenImage extends NamedPath {
  readonly path: string
}

const GENERAL = "--root DIR allows a folder: the node's root, or its instances_path"

/**
 * What brings a file that was not found: a folder for `--root`, or the file itself. `given` is the real
 * path of the `--root` that there was.
 */
export function lostHint(image: GivenImage, state: ChainState, given?: string): string | undefined {
  const hints = [rootHint(image, state, given), locateHint(state)].filter((hint) => hint)
  return hints.length === 0 ? undefined : hints.join('; ')
}

function locateHint(state: ChainState): string | undefined {
  const name = lostName(state)
  const word = name === undefined ? undefined : shellWord(`${name}=FILE`)
  return word === undefined ? undefined : `--locate ${word} reads FILE for it`
}

/**
 * Which folder `--root` is to name for what was not found, told from paths alone: nothing is looked at
 * that was not granted. `given` is the real path of the one that it has named; undefined where that
 * was no worse than any other.
 */
function rootHint(image: GivenImage, state: ChainState, given?: string): string | undefined {
  if (state.kind !== 'outside' && (state.kind !== 'missing' || given === undefined))
    return undefined
  // What would not be read anyway is not asked for.
  if (isHostOwn(state.name)) return undefined
  const general = state.kind === 'outside' ? GENERAL : undefined
  const all = instancesAbove(image)
  const [first] = all
  if (first === undefined || all.some((one) => isAt(given, one))) return general
  const target = state.kind === 'outside' ? state.target : state.name
  if (![state.name, target].some((name) => isOfInstances(name, first))) return general
  const word = shellWord(first)
  return word === undefined ? general : `--root ${word} allows the instances_path that it is in`
}

function isAt(folder: string | undefined, path: string): boolean {
  return folder !== undefined && pathUnderRoot(folder, path) !== undefined
}

/** The folders that the folder of an instance is in, as it was given before where symlinks lead. */
function instancesAbove({ path, named, real }: GivenImage): readonly string[] {
  return [path, named, real].flatMap((one) => instancesPathOf(dirname(one)) ?? [])
}

/** Whether a name means something in an instances_path, there or on the node that wrote it. */
function isOfInstances(name: string, instances: string): boolean {
  if (/\/_base\/[^/]+$/.test(name) || belowInstances(name) !== undefined) return true
  return [recordedNameOf(instances), instances].some((folder) => isAt(folder, name))
}
