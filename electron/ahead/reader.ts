import { HEAD_SIZE } from '../../shared/bytes/window.ts'
import { ifSeen } from '../../shared/files/attempt.ts'
import { joinPath } from '../../shared/files/paths.ts'
import type { DirectoryEntry, FileTree, StatedFile, TreePath } from '../../shared/files/tree.ts'
import { endsShort } from '../../shared/formats/qcow2/ends-short.ts'
import { QCOW_MAGIC } from '../../shared/formats/qcow2/header.ts'
import { isReadOfInstance } from '../../shared/scan/roles.ts'
import { LOOKED_AT_FROM } from '../../shared/scan/suspects.ts'
import { type AheadMemory, FULL } from './order.ts'
import type { AheadSlot } from './slot.ts'

/**
 * Looks at folders of instances as a scan will, and fills slots with what it sees. What it cannot see
 * it leaves out: the scan comes by it, and says why.
 */
export function readFolders(
  tree: FileTree,
  folders: readonly TreePath[],
  memory: AheadMemory,
): void {
  const filling = new Filling(memory)
  for (const [index, folder] of folders.entries()) {
    // The look at the folder comes first, as in a scan: a list needs it, and then has it.
    const stat = ifSeen(() => tree.lstat(folder))
    const children = stat && ifSeen(() => tree.list(folder))
    if (stat === undefined || children === undefined) continue
    const slot = filling.slotFor(children.length + 1, textOf(index, children))
    if (slot === undefined) continue
    slot.add(stat)
    for (const child of children) addEntry(tree, slot, joinPath(folder, child.name), child)
  }
  filling.handOver()
  memory.end()
}

/** NUL ends what is said of a folder: its index, and the names in it with `/` before each. */
function textOf(index: number, children: readonly DirectoryEntry[]): string {
  let text = String(index)
  for (const { name } of children) text += `/${name}`
  return `${text}\0`
}

/** The slot that is being filled. */
class Filling {
  readonly #memory: AheadMemory
  #slot: AheadSlot | undefined

  constructor(memory: AheadMemory) {
    this.#memory = memory
  }

  /** A slot with room for so many entries, with the text in it; undefined when there is none so large. */
  slotFor(entries: number, text: string): AheadSlot | undefined {
    if (this.#slot?.holds(entries, text) !== true) {
      this.handOver()
      this.#slot = this.#memory.toFill()
      this.#slot?.clear()
      if (this.#slot?.holds(entries, text) !== true) return undefined
    }
    this.#slot.addText(text)
    return this.#slot
  }

  handOver(): void {
    if (this.#slot !== undefined) this.#memory.handOver(FULL)
    this.#slot = undefined
  }
}

function addEntry(
  tree: FileTree,
  slot: AheadSlot,
  path: TreePath,
  { name, type }: DirectoryEntry,
): void {
  const isRead = type === 'file' && isReadOfInstance(name)
  const added = ifSeen(() => (isRead ? addFile(tree, slot, path) : addLook(tree, slot, path)))
  if (added !== true) slot.addUnknown()
}

function addLook(tree: FileTree, slot: AheadSlot, path: TreePath): boolean {
  const stat = tree.lstat(path)
  if (stat.linkKey !== undefined) return false
  slot.add(stat)
  return true
}

/** What a scan is going to read of the end of an image that begins with `head`. */
function readEnd(file: StatedFile, head: Uint8Array, slot: AheadSlot): void {
  if (file.size < LOOKED_AT_FROM || !isQcow(head)) return
  endsShort({
    size: file.size,
    read(target, offset) {
      const end = offset + target.length
      if (end <= head.length) {
        target.set(head.subarray(offset, end))
        return target.length
      }
      const got = file.read(target, offset)
      slot.addPiece(offset, target.subarray(0, got))
      return got
    },
  })
}

function isQcow(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  return head.length >= 4 && view.getUint32(0) === QCOW_MAGIC
}

/** Read into again and again. */
const headBytes = new Uint8Array(HEAD_SIZE)

/** The key of a file with several names does not fit into numbers. */
function addFile(tree: FileTree, slot: AheadSlot, path: TreePath): boolean {
  const file = tree.openListed(path)
  try {
    const { stat } = file
    if (stat.linkKey !== undefined) return false
    const head = headBytes.subarray(0, file.read(headBytes, 0))
    slot.add(stat)
    slot.addPiece(0, head)
    // The record is there: what of its end cannot be read now the scan reads itself.
    ifSeen(() => readEnd(file, head, slot))
    return true
  } finally {
    file.close()
  }
}
