import { type Dir, opendirSync } from 'node:fs'
import { systemPath } from '../../files/system-path.ts'

/** So many images of a folder are looked at each by itself: to list it may take longer. */
const FEW = 16
/** A folder of more entries is not kept in memory. */
const MOST_ENTRIES = 65_536
/** Read at once. */
const BATCH = 1024
/** What Node puts where a name is not UTF-8: another may really be written so. */
const REPLACEMENT = '\uFFFD'
const NONE: ReadonlySet<string> = new Set()

/**
 * Which images are regular files by the list of their folder, where many of one folder are asked for:
 * to list it takes a fraction of an lstat of each.
 */
export class ListedFiles {
  readonly #asked = new Map<string, number>()
  readonly #listed = new Map<string, ReadonlySet<string>>()

  /** False where that is not known: by then another may have taken the place of what is listed. */
  has(path: string): boolean {
    const folder = folderOf(path)
    const names = this.#listed.get(folder) ?? this.#list(folder)
    return names?.has(path.slice(folder.length)) === true
  }

  /** What is listed of its folder is no longer so. */
  forget(path: string): void {
    this.#listed.set(folderOf(path), NONE)
  }

  #list(folder: string): ReadonlySet<string> | undefined {
    const asked = (this.#asked.get(folder) ?? 0) + 1
    this.#asked.set(folder, asked)
    if (asked <= FEW) return undefined
    const names = regularFiles(folder)
    this.#listed.set(folder, names)
    return names
  }
}

/** With its slash; nothing for the working directory. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** None of a folder that cannot be listed, or has too many entries. */
function regularFiles(folder: string): ReadonlySet<string> {
  try {
    return namesIn(opendirSync(systemPath(folder === '' ? '.' : folder), { bufferSize: BATCH }))
  } catch {
    return NONE
  }
}

function namesIn(directory: Dir): ReadonlySet<string> {
  const names = new Set<string>()
  try {
    let left = MOST_ENTRIES
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      left -= 1
      if (left < 0) return NONE
      if (entry.isFile() && !entry.name.includes(REPLACEMENT)) names.add(entry.name)
    }
    return names
  } finally {
    directory.closeSync()
  }
}
