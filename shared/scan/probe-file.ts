import { FormatError } from '../bytes/errors.ts'
import type { ByteSource } from '../bytes/source.ts'
import type { FileTree, OpenFile, TreePath } from '../files/tree.ts'
import { detectHead } from '../formats/detect.ts'
import { probeImage } from '../formats/probe.ts'
import type { ImageSummary } from '../formats/types.ts'
import { says } from '../phrases/phrase.ts'
import { summaryWithoutSecrets } from '../secrets/without-secrets.ts'

/**
 * Opens a regular file and reads what image it is. A file that shrinks meanwhile is an image with the
 * fault `changed`. What is kept of its names goes into reports: no password that they may hold does.
 * Throws `TreeError` when the file cannot be opened or read.
 */
export function probeFile(tree: FileTree, path: TreePath): ImageSummary {
  const file = tree.open(path)
  try {
    return probeOpened(file)
  } finally {
    file.close()
  }
}

/** What `detectHead` looks at. */
const magicBytes = new Uint8Array(512)

/**
 * Probes a listed file that is hardly ever an image: one read tells, and undefined is a file whose first
 * bytes are those of none. A fixed VHD, which has its mark at its end, stands on nothing.
 */
export function probeListed(tree: FileTree, path: TreePath): ImageSummary | undefined {
  const file = tree.openListed(path)
  try {
    const got = file.read(magicBytes.subarray(0, Math.min(file.size, magicBytes.length)), 0)
    const format = detectHead(magicBytes.subarray(0, got))
    return format === undefined ? undefined : probeOpened(file)
  } finally {
    file.close()
  }
}

/** What a file is that is open, and stays so. */
export function probeOpened(file: OpenFile): ImageSummary {
  return summaryWithoutSecrets(probeWatched(new WatchedSource(file)))
}

function probeWatched(source: WatchedSource): ImageSummary {
  const image = probeSafely(source)
  if (source.shortAt === undefined) return image
  const found = says('the end at {{at}}', { at: source.shortAt })
  const message = says('The file became shorter while it was read')
  const { fault } = new FormatError(
    'changed',
    'file',
    0,
    says('{{bytes}} bytes', { bytes: source.size }),
    found,
    message,
  )
  return { ...image, fault }
}

function probeSafely(source: ByteSource): ImageSummary {
  try {
    return probeImage(source)
  } catch (error) {
    if (error instanceof FormatError) return { format: 'raw', fault: error.fault }
    throw error
  }
}

/** Notices a read that ends before the size that the file had when it was opened. */
class WatchedSource implements ByteSource {
  readonly size: number
  shortAt: number | undefined
  readonly #file: OpenFile

  constructor(file: OpenFile) {
    this.#file = file
    this.size = file.size
  }

  read(target: Uint8Array, offset: number): number {
    const got = this.#file.read(target, offset)
    if (got < target.length && offset + got < this.size) this.shortAt = offset + got
    return got
  }
}
