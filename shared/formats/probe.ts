import type { ByteSource } from '../bytes/source.ts'
import { HEAD_SIZE, type HeadWindow, openWindow } from '../bytes/window.ts'
import { isSound, KnownHeaders } from './qcow2/known-headers.ts'
import { openQcow2, summarizeQcow2 } from './qcow2/open.ts'
import { readImage } from './read.ts'
import type { ImageSummary } from './types.ts'

/** One buffer for all probes: they are synchronous, and nothing of it outlives the call. */
const headBuffer = new Uint8Array(HEAD_SIZE)
const knownHeaders = new KnownHeaders<ImageSummary>(headBuffer, isSound)

/**
 * What an image is, in one read of 4 KiB where its header ends there: for scans of many files.
 * Never throws for what a file holds (that is `fault`), only what the source itself throws.
 */
export function probeImage(source: ByteSource): ImageSummary {
  return readImage(openWindow(source, headBuffer), (window) => ({
    summary: knownHeaders.find(window, summarize),
    faults: [],
  })).summary
}

function summarize(window: HeadWindow): ImageSummary {
  return summarizeQcow2(openQcow2(window, 'scan'), window.source.size)
}
