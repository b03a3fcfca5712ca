import type { ByteSource } from '../../bytes/source.ts'
import { decodeText } from '../../bytes/text.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import type { Volume } from '../content/types.ts'
import { bytesIfThere } from '../marks.ts'

/** A volume that was found, and where the bytes stand by which it is known. */
export interface FoundVolume {
  readonly volume: Volume
  readonly offset: number
  readonly length: number
}

/** Where bytes of the file come from: undefined where it has not as many, or nobody is to read them. */
export type Peek = (offset: number, length: number) => DataView | undefined

/** All of the file: what lies behind the window's beginning of it is read where it is asked for, and no more. */
export function peekInto({ source, head }: HeadWindow): Peek {
  const inHead = peekHead(head)
  return (offset, length) =>
    offset + length <= head.length ? inHead(offset, length) : peekAt(source, offset, length)
}

function peekAt(source: ByteSource, offset: number, length: number): DataView | undefined {
  const bytes = bytesIfThere(source, offset, length)
  return bytes && viewOf(bytes)
}

/** The beginning alone, that was read in any case. */
export function peekHead(head: Uint8Array): Peek {
  return (offset, length) => {
    if (offset < 0 || offset + length > head.length) return undefined
    return viewOf(head.subarray(offset, offset + length))
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

/** A name in a field of fixed length, without what fills it; left out where it is empty. */
export function labelAt(view: DataView, offset: number, length: number): Pick<Volume, 'label'> {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + offset, length)
  const end = bytes.indexOf(0)
  const label = decodeText(end < 0 ? bytes : bytes.subarray(0, end)).trimEnd()
  return label === '' ? {} : { label }
}

/** A size that a header gives; left out where no file can be so long. */
export function sizeOf(bytes: bigint): Pick<Volume, 'size'> {
  return bytes > 0n && bytes <= BigInt(Number.MAX_SAFE_INTEGER) ? { size: Number(bytes) } : {}
}

/** Whether ASCII stands at an offset of a view. */
export function hasText(view: DataView, offset: number, text: string): boolean {
  if (offset + text.length > view.byteLength) return false
  return [...text].every((letter, at) => view.getUint8(offset + at) === letter.charCodeAt(0))
}
