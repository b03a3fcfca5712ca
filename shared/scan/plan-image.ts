import { ifSeen } from '../files/attempt.ts'
import type { FileTree } from '../files/tree.ts'
import { seemsCut } from '../formats/seems-cut.ts'
import { type EntryDraft, entryOf } from './entry.ts'
import { judgeEntries } from './judge.ts'
import type { ScannedEntry } from './model.ts'
import { PLAIN_FOLDER } from './plain-folder.ts'
import type { ScanPlan } from './plan-model.ts'
import { probeOpened } from './probe-file.ts'
import type { ScanUnit } from './scan-unit.ts'
import { mayEndShort } from './suspects.ts'

/**
 * A plan for one image that was named by itself, directly in `tree`: nothing else of its folder is
 * listed or reported. It is an image whatever its name and bytes are, and judged as one that lies in a
 * folder is. Throws `TreeError`.
 */
export function planImage(tree: FileTree, name: string): ScanPlan {
  const unit = { kind: 'folder', path: name } as const
  const part = { path: name, kind: 'image', layout: PLAIN_FOLDER } as const
  const storage = fileSystem(tree)
  return {
    rootPath: tree.rootPath,
    layout: PLAIN_FOLDER,
    ...storage,
    units: [],
    covered: [name],
    result: { unit: { kind: 'top', path: '' }, entries: [] },
    others: [{ unit, entries: [judgedImage(tree, unit)] }],
    nodes: [{ layout: PLAIN_FOLDER, ...storage, parts: [part] }],
  }
}

function judgedImage(tree: FileTree, unit: ScanUnit): ScannedEntry {
  const short = new Set<ScannedEntry>()
  const entry = openedImage(tree, unit, short)
  judgeEntries(tree, unit, [entry], { diskInfo: undefined, short })
  return entry
}

/** Adds the image to `short` where it seems to end before what it holds. */
function openedImage(tree: FileTree, unit: ScanUnit, short: Set<ScannedEntry>): EntryDraft {
  const { path } = unit
  const stat = tree.lstat(path)
  const file = tree.open(path)
  try {
    const entry = entryOf(path, 'image', stat, probeOpened(file))
    if (mayEndShort(unit, entry) && seemsCut(file, entry.image?.format)) short.add(entry)
    return entry
  } finally {
    file.close()
  }
}

function fileSystem(tree: FileTree): Pick<ScanPlan, 'fileSystem'> {
  const found = ifSeen(() => tree.statfs(''))
  return found === undefined ? {} : { fileSystem: found }
}
