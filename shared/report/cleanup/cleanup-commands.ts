import { sharedStorages } from '../../analysis/cleanup/looked-on.ts'
import { type CleanupStep, hasCommands } from '../../analysis/cleanup/step.ts'
import type { NodeView } from '../../analysis/model.ts'
import { isWithin, parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { findingCommands } from '../../findings/commands.ts'
import { shellWord } from '../../findings/shell.ts'
import { ASIDE, EMPTIED, GONE, UNUSED } from './cleanup-guard.ts'
import { LOOK, LOOKED, SHARED_BY, storageWord } from './cleanup-look.ts'
import { rootWord } from './cleanup-root.ts'
import { MOVED, NOTE } from './cleanup-unchanged.ts'

/** The scan that the commands rest on. */
export type ScanOfCommands = Pick<NodeView, 'rootPath' | 'nodes'>

/** What to run first, where the files are then, to see that the evidence still holds. */
export function verifyCommands(step: CleanupStep, view: ScanOfCommands): readonly string[] {
  const wordOf = wordsOf(step, view)
  return findingCommands(step.finding, (path) => ({ word: wordOf(path) }))
}

/**
 * What to run on each host that shares the storage, behind the same preparation: it tells whether anything
 * there has it open. Empty where no host is to be looked on, or a name cannot be written in a shell.
 */
export function lookCommands(step: CleanupStep, view: ScanOfCommands): readonly string[] {
  if (step.lookOn === undefined || !hasCommands(step)) return []
  const words = step.targets.map(wordsOf(step, view))
  const shared = sharedBy(step, view)
  return words.flatMap((word) =>
    word === undefined ? [] : [`${shared} && ${LOOK} ${word}${inodeOf(step)}`],
  )
}

/**
 * The commands that remove it, or move it aside first, only while nobody has it or a file in it open; empty
 * where there must be none. Undefined where a name cannot be written in a shell.
 */
export function removeCommands(
  step: CleanupStep,
  view: ScanOfCommands,
): readonly string[] | undefined {
  return commandsOf(step, view)?.map(({ now }) => now)
}

/** The commands that remove, some days later, what those before moved aside; empty where they remove. */
export function laterCommands(step: CleanupStep, view: ScanOfCommands): readonly string[] {
  return (commandsOf(step, view) ?? []).flatMap(({ later }) => later ?? [])
}

/** What to run of a target, and later. */
interface TargetCommands {
  readonly now: string
  readonly later?: string
}

function commandsOf(
  step: CleanupStep,
  view: ScanOfCommands,
): readonly TargetCommands[] | undefined {
  if (!hasCommands(step)) return []
  const wordOf = wordsOf(step, view)
  const words = step.targets.map(wordOf)
  const names = step.names.map(({ path }) => wordOf(path))
  const aside = step.aside === undefined ? undefined : wordOf(step.aside)
  // What was moved aside stands on it as before.
  const gone = (step.after ?? []).flatMap((one) => [...one.targets, ...asideOf(one)]).map(wordOf)
  if ([...words, ...names, ...gone].some((word) => word === undefined)) return undefined
  const remove = step.isFolder ? 'rm -r --one-file-system' : 'rm'
  const along = names.map((name) => ` && rm -- ${name}`).join('')
  const hosts = hostWords(step)
  const shared = hosts === '' ? '' : `${sharedBy(step, view)} && `
  const looked = hosts === '' ? '' : ` && ${LOOKED}${hosts}`
  const once = gone.length === 0 ? '' : ` && ${GONE} ${gone.join(' ')}`
  const asked = (word: string | undefined, ino: string): string =>
    `${shared}${UNUSED} ${word}${ino}${looked}${once}`
  const day = dayWord(step, wordOf)
  const removed = (word: string | undefined): string =>
    ` && ${remove} -- ${word} && ${NOTE}${along}${day}`
  return words.map((word) => {
    const first = asked(word, inodeOf(step))
    if (aside === undefined) return { now: first + removed(word) }
    const later = asked(aside, `${inodeOf(step) || " ''"} ${MOVED}`) + removed(aside)
    return { now: `${first} && ${ASIDE} ${word} ${aside}`, later }
  })
}

/** What a plan set aside, this one or one before, lies in a folder of nothing else. */
function dayWord(
  { aside, stage, path }: CleanupStep,
  wordOf: (path: TreePath) => string | undefined,
): string {
  const at = stage === 'aside' ? path : aside
  return at === undefined ? '' : ` && ${EMPTIED} ${wordOf(parentPath(at))}`
}

function asideOf({ aside }: Pick<CleanupStep, 'aside'>): readonly TreePath[] {
  return aside === undefined ? [] : [aside]
}

function inodeOf({ ino }: CleanupStep): string {
  return ino === undefined ? '' : ` ${ino}`
}

/** That it is the storage of its hosts, wherever each has it. */
function sharedBy(step: CleanupStep, view: ScanOfCommands): string {
  return `${SHARED_BY} ${storageWord(storageOf(step, view))}${hostWords(step)}`
}

function hostWords({ lookOn }: CleanupStep): string {
  return (lookOn?.hosts ?? []).map((host) => ` ${host}`).join('')
}

/** Which of the shared storages it is on; -1: on none. */
function storageOf({ lookOn }: CleanupStep, view: ScanOfCommands): number {
  const storages = sharedStorages(view)
  return storages.findIndex(({ instancesPath }) => instancesPath === lookOn?.instancesPath)
}

/** How to write what lies below the root, wherever that is when the command runs, or in a shared storage. */
function wordsOf(step: CleanupStep, view: ScanOfCommands) {
  const at = storageOf(step, view)
  const storage = step.lookOn?.instancesPath
  return (path: TreePath): string | undefined => {
    const isShared = storage !== undefined && isWithin(path, storage)
    const folder = isShared ? `${storageWord(at)}/` : rootWord(view.rootPath)
    const word = shellWord(isShared ? belowStorage(path, storage) : path)
    return folder === undefined || word === undefined ? undefined : `${folder}${word}`
  }
}

function belowStorage(path: TreePath, storage: TreePath): TreePath {
  return storage === '' ? path : path.slice(storage.length + 1)
}
