import { basename, dirname, join } from 'node:path'
import { ownerByName } from '../../../shared/analysis/chain/another-instance.ts'
import { displayText } from '../../../shared/bytes/text.ts'
import { ifSeen } from '../../../shared/files/attempt.ts'
import type { FileTree } from '../../../shared/files/tree.ts'
import { probeImage } from '../../../shared/formats/probe.ts'
import { isoSeconds } from '../../../shared/values/time.ts'
import { liveTree } from '../../files/live-tree.ts'
import type { NamedPath } from '../../files/named-image.ts'

/** Files of one folder whose headers are read; an instance's has a dozen. */
const LOOKED_AT = 256
/** Images that are named, the newest first. */
const NAMED = 8

interface Beside {
  readonly name: string
  /** Of the folder's files the one that it stands on. */
  readonly on: string
  readonly changedMs: number
}

/**
 * Of an instance's disk on which images of its own folder stand, by snapshots of whoever: what is read is
 * their state before. Undefined for any other file; nothing outside of the folder is looked at.
 */
export function overlaysBeside({ real }: Pick<NamedPath, 'real'>): string | undefined {
  if (ownerByName(real) === undefined) return undefined
  const above = allAbove(basename(real), imagesIn(dirname(real)))
  if (above.length === 0) return undefined
  const shown = above.slice(0, NAMED).map(({ name, changedMs }) => {
    return `${displayText(name)} (changed ${isoSeconds(changedMs) ?? 'at an unknown time'})`
  })
  const more = above.length > NAMED ? ` and ${above.length - NAMED} more` : ''
  const stand = above.length === 1 ? '1 image stands' : `${above.length} images stand`
  const changedMs = ifSeen(() => liveTree(dirname(real)).lstat(basename(real)).mtimeMs) ?? 0
  const isOlder = above.every((one) => one.changedMs < changedMs)
  const so = isOlder
    ? 'which was changed after that'
    : 'so that it is probably not the newest state of the disk'
  return `${stand} on this file, ${so}: ${shown.join(', ')}${more}`
}

/** At whatever distance, the last changed first and of one time the uppermost. */
function allAbove(disk: string, images: readonly Beside[]): readonly Beside[] {
  const found = new Set<Beside>()
  let level = [disk]
  while (level.length > 0) {
    const fresh = images.filter((one) => level.includes(one.on) && !found.has(one))
    for (const one of fresh) found.add(one)
    level = fresh.map(({ name }) => name)
  }
  return [...found]
    .filter(({ name }) => name !== disk)
    .reverse()
    .sort((a, b) => b.changedMs - a.changedMs)
}

function imagesIn(folder: string): readonly Beside[] {
  const tree = liveTree(folder)
  const entries = ifSeen(() => tree.list('')) ?? []
  const files = entries.filter(({ type }) => type === 'file').slice(0, LOOKED_AT)
  return files.flatMap(({ name }) => ifSeen(() => besideAt(tree, name)) ?? [])
}

function besideAt(tree: FileTree, name: string): Beside | undefined {
  const file = tree.openListed(name)
  try {
    const backing = probeImage(file).backing?.name ?? ''
    const on = inFolder(backing, tree.rootPath)
    return on === undefined ? undefined : { name, on, changedMs: file.stat.mtimeMs }
  } finally {
    file.close()
  }
}

/** The file of the folder that a recorded name leads to; a copy of a node has its folders elsewhere. */
function inFolder(recorded: string, folder: string): string | undefined {
  const full = recorded.startsWith('/') ? recorded : join(folder, recorded)
  const isHere = dirname(full) === folder || ownerByName(full) === ownerByName(join(folder, 'x'))
  return recorded !== '' && isHere ? basename(full) : undefined
}
