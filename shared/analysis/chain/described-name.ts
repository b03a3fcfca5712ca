import { baseNameOf } from '../../files/paths.ts'
import { protocolOf } from '../../files/protocol.ts'

/** Images on other machines and devices: whatever they are, they are no file of this node. */
export const NO_FILES: ReadonlySet<string> = new Set([
  'host_device',
  'host_cdrom',
  'nbd',
  'rbd',
  'http',
  'https',
  'ftp',
  'ftps',
  'iscsi',
  'ssh',
  'gluster',
  'sheepdog',
  'nfs',
])

/** What a `json:` name says of a disk. */
export interface DescribedDisk {
  /**
   * Driver that makes a disk of the bytes; `raw` where the bytes are described alone, which QEMU does
   * not probe; absent where it does.
   */
  readonly format?: string
  /** Driver by which the bytes are had. */
  readonly bytes: string | undefined
  /** Name of the file with them, where it is one. */
  readonly filename?: string
  /** Nothing more is said of the disk itself, such as an offset: it is all of its bytes, in its format. */
  readonly isWhole: boolean
}

type Members = Readonly<Record<string, unknown>>

/** Undefined for another name, and for what is no object of members. */
export function describedDisk(name: string): DescribedDisk | undefined {
  if (protocolOf(name) !== 'json') return undefined
  const disk = membersIn(name.slice('json:'.length))
  if (disk === undefined) return undefined
  const driver = textOf(disk['driver'])
  const file = fileOf(disk)
  if (file === undefined) {
    const alone = bytesOf(disk)
    return { ...(isOfProtocol(alone.bytes) && { format: 'raw' }), ...alone, isWhole: true }
  }
  const isWhole = Object.keys(disk).every(isOfFile) && !('file' in file)
  return { ...(driver !== undefined && { format: driver }), ...bytesOf(file), isWhole }
}

/**
 * Whether one file may be read for a name, where somebody says which: whatever its protocol, but
 * for what describes another disk than a whole file in one format, or is not understood.
 */
export function isLocatable(name: string): boolean {
  if (protocolOf(name) !== 'json') return true
  const disk = describedDisk(name)
  return disk?.isWhole === true && isOfBytes(disk)
}

/**
 * What the file of a recorded name is called; undefined for what is on no file, whose copy may have
 * any name.
 */
export function fileNameIn(name: string): string | undefined {
  const protocol = protocolOf(name)
  if (protocol === undefined) return baseNameOf(name)
  if (protocol === 'file') return baseNameOf(name.slice('file:'.length))
  const filename = describedDisk(name)?.filename
  return filename === undefined ? undefined : fileNameIn(filename)
}

/** What has the bytes of a disk, and makes none of others' (as `throttle` and `quorum` do). */
function isOfBytes({ bytes, filename }: DescribedDisk): boolean {
  if (bytes === undefined) return filename !== undefined
  return isOfProtocol(bytes)
}

function isOfProtocol(driver: string | undefined): boolean {
  return driver === 'file' || (driver !== undefined && NO_FILES.has(driver))
}

function bytesOf(file: Members): Pick<DescribedDisk, 'bytes' | 'filename'> {
  const filename = textOf(file['filename'])
  return { bytes: textOf(file['driver']), ...(filename !== undefined && { filename }) }
}

/** qemu writes a member's member also as one, by `file.driver`. */
function fileOf(disk: Members): Members | undefined {
  if (isMembers(disk['file'])) return disk['file']
  const parts = Object.entries(disk).filter(([key]) => key.startsWith('file.'))
  if (parts.length === 0) return undefined
  return Object.fromEntries(parts.map(([key, value]) => [key.slice('file.'.length), value]))
}

function isOfFile(key: string): boolean {
  return key === 'driver' || key === 'file' || key.startsWith('file.')
}

function membersIn(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isMembers(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
