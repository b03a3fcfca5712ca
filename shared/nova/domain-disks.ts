import { FormatError } from '../bytes/errors.ts'
import { baseNameOf } from '../files/paths.ts'
import { says } from '../phrases/phrase.ts'
import { type DomainDiskSource, diskSource, namesOf } from './domain-source.ts'
import { isUuid } from './names.ts'
import { attribute, child, children, childText, type XmlElement } from './xml.ts'

/** libvirt has 26 letters for a bus and Nova far lower limits; a node's XML has a handful. */
const MAX_DISKS = 512

/** A disk of a domain as its XML describes it; of secrets and accounts nothing is kept. */
export interface DomainDisk {
  /** `disk`, `cdrom`, `lun`, `floppy`. */
  readonly device: string
  /** What the guest knows it by, e.g. `vda`. */
  readonly target?: string
  readonly bus?: string
  /** The driver's format, `raw` or `qcow2`; `driverFormat` says what counts where it is left out. */
  readonly format?: string
  readonly source: DomainDiskSource
  /** Id of the Cinder volume that it is. */
  readonly volumeId?: string
  /** QEMU decrypts it, so that its guest sees what is encrypted (`<encryption>` in the disk or its source). */
  readonly isEncrypted?: true
  /** Guests only read it, or are told that others write it (`<readonly/>`, `<shareable/>`). */
  readonly isSharedOnPurpose?: true
  /** What the XML says of the images below it, from the one directly below on. */
  readonly backing?: readonly string[]
  /** The XML says all of what is below, down to where nothing is (an empty `<backingStore/>`). */
  readonly isBackingWhole?: true
}

/**
 * The format by which a disk is opened and counted. What gives none is raw: libvirt guesses no format
 * since 0.8.3 (CVE-2010-2237 to 2239), unless an old `allow_disk_format_probing` told it to, and Nova
 * counts all that is not called qcow2 or ploop by its file. Undefined for what lies on the network.
 */
export function driverFormat({ format, source }: DomainDisk): string | undefined {
  return format ?? (source.kind === 'file' || source.kind === 'block' ? 'raw' : undefined)
}

/** The disks in a domain's `<devices>`; `uuid` is the instance's, which its own disks bear. */
export function domainDisks(devices: XmlElement | undefined, uuid: string): readonly DomainDisk[] {
  const disks = [...children(devices, 'disk'), ...children(devices, 'filesystem').filter(isPloop)]
  if (disks.length > MAX_DISKS) {
    const limit = says('at most {{n}} disks', { n: MAX_DISKS })
    throw new FormatError('limit', 'domain XML', 0, limit, disks.length)
  }
  return disks.map((disk) => domainDisk(disk, uuid))
}

/** A container of Virtuozzo has its disk as a file system; Nova counts it as the disk of another domain. */
function isPloop(device: XmlElement): boolean {
  return attribute(child(device, 'driver'), 'type') === 'ploop'
}

function domainDisk(disk: XmlElement, uuid: string): DomainDisk {
  const source = diskSource(attribute(disk, 'type'), child(disk, 'source'))
  const target = child(disk, 'target')
  const { backing, isWhole } = backingFiles(disk)
  return {
    device: attribute(disk, 'device') ?? 'disk',
    ...given('target', attribute(target, 'dev')),
    ...given('bus', attribute(target, 'bus')),
    ...given('format', attribute(child(disk, 'driver'), 'type')),
    source,
    ...given('volumeId', volumeId(source, childText(disk, 'serial')?.toLowerCase(), uuid)),
    ...(isEncrypted(disk) && { isEncrypted: true as const }),
    ...(isSharedOnPurpose(disk) && { isSharedOnPurpose: true as const }),
    ...(backing.length > 0 && { backing }),
    ...(isWhole && { isBackingWhole: true as const }),
  }
}

/** The files of a disk's images, as the XML has them. */
export function imagesOf({ source, backing = [] }: DomainDisk): readonly string[] {
  return source.kind === 'file' ? [source.path, ...backing] : backing
}

const VOLUME = /volume-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/

/** Whether a file, or what is on a server, has a volume's name; a serial number may say anything. */
export function isVolumeFile(path: string): boolean {
  return VOLUME.test(baseNameOf(path))
}

/**
 * A volume is named `volume-<id>` (Cinder's `volume_name_template`), and Nova writes its id as the
 * serial number; the instance's own disks bear the instance's UUID.
 */
function volumeId(
  source: DomainDiskSource,
  serial: string | undefined,
  uuid: string,
): string | undefined {
  const names = namesOf(source)
  const named = names.map((name) => VOLUME.exec(name)?.[1]).find((id) => id !== undefined)
  if (named !== undefined) return named
  const own = names.length === 0 || names.some((name) => name.includes(uuid))
  return !own && serial !== undefined && isUuid(serial) ? serial : undefined
}

/** libvirt repeats the chain of a running domain as `<backingStore>` within one another. */
function backingFiles(disk: XmlElement) {
  const backing: string[] = []
  let isWhole = false
  for (let at = child(disk, 'backingStore'); at !== undefined; at = child(at, 'backingStore')) {
    const source = diskSource(attribute(at, 'type'), child(at, 'source'))
    if (source.kind === 'file') backing.push(source.path)
    isWhole = source.kind === 'none'
  }
  return { backing, isWhole }
}

/** Since libvirt 3.9 it may stand in the source (formatdomain, hard drives); Nova writes it in the disk. */
function isEncrypted(disk: XmlElement): boolean {
  return [disk, child(disk, 'source')].some((at) => child(at, 'encryption') !== undefined)
}

function isSharedOnPurpose(disk: XmlElement): boolean {
  return child(disk, 'readonly') !== undefined || child(disk, 'shareable') !== undefined
}

function given<Key extends string>(
  key: Key,
  value: string | undefined,
): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, string>)
}
