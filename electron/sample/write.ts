import {
  closeSync,
  fdatasyncSync,
  ftruncateSync,
  futimesSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleNode } from '../../shared/sample/node.ts'
import type { SampleEntry } from '../../shared/sample/tree.ts'

// The sample is the same on every machine and in every test.
const SEED = 7

/** A sample node in a folder of its own. */
export interface SampleNode {
  readonly rootPath: string
  /** Removes the folder with everything in it; does nothing when it is gone already. */
  remove(): void
}

/**
 * Writes the sample node into an existing folder that holds none of its files yet; ages count from
 * `nowMs`. Throws the system's error when a file cannot be created.
 */
export function writeSampleNode(targetDir: string, nowMs = Date.now()): { rootPath: string } {
  const tree = sampleNode(SEED, nowMs)
  for (const entry of tree) writeEntry(targetDir, entry, nowMs)
  // Last, for every file that was created has touched its folder.
  for (const entry of tree) {
    if (entry.kind === 'directory') {
      const time = changedAt(entry, nowMs)
      utimesSync(join(targetDir, entry.path), time, time)
    }
  }
  return { rootPath: targetDir }
}

/** Writes the sample node into a fresh temporary folder. */
export function createSampleNode(): SampleNode {
  const folder = mkdtempSync(join(tmpdir(), 'cowscope-sample-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    writeSampleNode(folder)
  } catch (error) {
    remove()
    throw error
  }
  return { rootPath: folder, remove }
}

function writeEntry(targetDir: string, entry: SampleEntry, nowMs: number): void {
  const path = join(targetDir, entry.path)
  switch (entry.kind) {
    case 'directory':
      mkdirSync(path, { mode: entry.mode })
      return
    case 'symlink':
      symlinkSync(entry.target, path)
      return
    case 'file':
      writeFile(path, entry, changedAt(entry, nowMs))
  }
}

/**
 * As many pieces of a file ext4 names in its inode. Of more it takes a block when they reach the disk, which
 * would be after the scan: its sums would be less than what du and the details say a little later.
 */
const INODE_EXTENTS = 4

/** Writes the parts only, so that the rest of the file stays a hole. */
function writeFile(path: string, entry: SampleEntry & { kind: 'file' }, changed: Date): void {
  const { length, parts } = entry.content
  const fd = openSync(path, 'wx', entry.mode)
  try {
    ftruncateSync(fd, length)
    for (const { offset, bytes } of parts) writeSync(fd, bytes, 0, bytes.length, offset)
    if (parts.length > INODE_EXTENTS) fdatasyncSync(fd)
    futimesSync(fd, changed, changed)
  } finally {
    closeSync(fd)
  }
}

function changedAt(entry: SampleEntry, nowMs: number): Date {
  return new Date(nowMs - entry.age * 1000)
}
