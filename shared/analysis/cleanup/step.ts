import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import type { Symlink } from '../accounting/forest/forest.ts'
import type { Unlisted } from '../hosts/sharing-hosts.ts'
import type { SharedStorage } from './looked-on.ts'
import type { CleanupStage } from './stages.ts'

export interface CleanupStep {
  /** Where its finding stands among the view's: the step is called by it. */
  readonly at: number
  readonly stage: CleanupStage
  readonly finding: Finding
  /** Below the root: the file or folder that the step is about. */
  readonly path: TreePath
  readonly isFolder: boolean
  /** What is to be removed: that folder, or files. */
  readonly targets: readonly TreePath[]
  /** Where that folder is moved first: it is removed there, later. */
  readonly aside?: TreePath
  /** Of a folder: its inode's number, where that is known and lasts. */
  readonly ino?: number
  /** Symlinks by which Nova finds that folder: they go along. */
  readonly names: readonly Symlink[]
  /** Allocated bytes that go with it; absent where they are not known. */
  readonly frees?: number
  /** They are counted over hard links and all; otherwise the finding alone tells them. */
  readonly isCounted: boolean
  /** Another hard link of a file that goes keeps its bytes. */
  readonly isLinked?: true
  /** More may go: not all of the folder was looked at. */
  readonly isAtLeast: boolean
  /** They come from the tables of images, where the file system does not tell them. */
  readonly isDerived: boolean
  /** Images elsewhere that stand on it, at whatever distance: such a step is listed, and has no command. */
  readonly users: readonly TreePath[]
  /** Other hosts that may have it open, which nothing here sees: it has no command either. */
  readonly hosts: readonly string[]
  /** Hosts that nothing lists have the storage, or may have it: the same. */
  readonly unlisted?: Unlisted
  /**
   * Hosts that were opened and share the storage: what they need was seen, what each has open was not.
   * Its commands do nothing until each of them is said to have been looked on.
   */
  readonly lookOn?: SharedStorage
  /** Such hosts, where no command would find on each of them what goes: it has none. */
  readonly sharing?: readonly string[]
  /** The scan ended before it was done: what it has not looked at may need it. The same. */
  readonly unseen?: true
  /** The first few things that nobody could look into, and that may need it. The same. */
  readonly unread: readonly TreePath[]
  /** The first images that lack a file which this may be, by its name and size. The same. */
  readonly wanted?: readonly TreePath[]
  /** Steps that remove all of its users: once these are taken it may be, too. */
  readonly after?: readonly Earlier[]
}

/** A step that has to be taken before another one. */
export type Earlier = Pick<CleanupStep, 'at' | 'path' | 'targets' | 'aside'>

/** Whether the plan may give the commands: nothing that was seen, and nobody unseen, needs it. */
export function isRemovable(step: CleanupStep): boolean {
  return step.users.length === 0 && !isWithheld(step)
}

/** Whether somebody may need it whom nobody sees. */
export function isWithheld(step: CleanupStep): boolean {
  const { hosts, unlisted, sharing, unseen, unread, wanted } = step
  const maybeOpen = hosts.length > 0 || unlisted !== undefined || sharing !== undefined
  return maybeOpen || unseen === true || unread.length > 0 || wanted !== undefined
}

/** Whether the plan has commands for it: these of a step that comes after others do nothing before. */
export function hasCommands(step: CleanupStep): boolean {
  return isRemovable(step) || step.after !== undefined
}
