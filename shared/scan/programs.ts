import { attempt } from '../files/attempt.ts'
import type { FileTree } from '../files/tree.ts'
import { endsAsProgram } from '../formats/content/program-end.ts'
import { bytesIfThere } from '../formats/marks.ts'
import { type EntryDraft, nameInFolder } from './entry.ts'
import { isNamedAsImage } from './roles.ts'
import type { ScanUnit } from './scan-unit.ts'

/** Permission bits by which a host runs a file: a guest writes what its disk holds, and never these. */
const RUN = 0o111
const HEADER_SIZE = 64

/**
 * Takes the programs among what has a raw disk's length for what they are, no images. The first bytes of a disk
 * are its guest's own, so that they never suffice: the host can run the file, it ends where a linker ends one, and
 * neither its name nor an image of the unit says that it is a disk. Beside instances, where domains name disks,
 * nothing is taken for one.
 */
export function markPrograms(
  tree: FileTree,
  { kind, ofHost }: Pick<ScanUnit, 'kind' | 'ofHost'>,
  entries: readonly EntryDraft[],
): void {
  if (kind !== 'folder' || ofHost === true) return
  const programs = entries.filter((entry) => mayBeProgram(entry))
  if (programs.length === 0) return
  const named = namesBelow(entries)
  for (const entry of programs) {
    if (named.has(nameInFolder(entry)) || !isWhole(tree, entry)) continue
    entry.role = 'unknown'
    delete entry.image
  }
}

function mayBeProgram(entry: EntryDraft): boolean {
  const { role, mode, image } = entry
  if (role !== 'image' || image?.content !== 'elf' || (mode & RUN) === 0) return false
  return !isNamedAsImage(nameInFolder(entry))
}

/** Names, without their folders, of what the images stand on or have their data in; `json:` has some of them. */
function namesBelow(entries: readonly EntryDraft[]): ReadonlySet<string> {
  const names = entries.flatMap(({ image }) => [
    image?.backing?.name,
    image?.other?.backing?.name,
    image?.dataFile?.name,
    image?.unusedDataFile,
    ...(image?.extents ?? []),
    ...(image?.extentsElsewhere ?? []),
  ])
  return new Set(names.flatMap((name) => name?.split(/[/"]/) ?? []))
}

/** What cannot be read any more stays what it was taken for. */
function isWhole(tree: FileTree, { path }: EntryDraft): boolean {
  const whole = attempt(() => {
    const file = tree.open(path)
    try {
      const head = bytesIfThere(file, 0, HEADER_SIZE)
      return head !== undefined && endsAsProgram(head, file.size)
    } finally {
      file.close()
    }
  })
  return whole === true
}
