import { FormatError } from '../bytes/errors.ts'
import { baseNameOf, parentPath } from '../files/paths.ts'
import { says } from '../phrases/phrase.ts'
import { bootFiles } from './boot-files.ts'
import type { DefinedOtherwise } from './defined-otherwise.ts'
import {
  type DomainConsole,
  type DomainGraphics,
  type DomainNic,
  domainConsoles,
  domainGraphics,
  domainNics,
} from './domain-devices.ts'
import { type DomainDisk, domainDisks, imagesOf } from './domain-disks.ts'
import { type DomainFiles, domainFiles } from './domain-files.ts'
import { type DomainHardware, domainHardware, smbiosVersion } from './domain-hardware.ts'
import { type DomainHost, domainHost } from './domain-host.ts'
import { type NovaMetadata, novaMetadata } from './domain-metadata.ts'
import { type DomainState, domainState, mirrorFiles } from './domain-state.ts'
import { instanceDirName, isUuid } from './names.ts'
import {
  attribute,
  child,
  children,
  childText,
  innerScope,
  parseXml,
  SkippedElements,
  type XmlElement,
} from './xml.ts'

/** What a libvirt domain XML says of an instance. No password, key or secret is among it. */
export interface DomainFacts
  extends Omit<NovaMetadata, 'ports'>,
    DomainFiles,
    DomainHost,
    DomainHardware {
  /** Path of the XML in the tree. */
  readonly path: string
  /** Of an XML of before Essex, which has none, its name. */
  readonly uuid: string
  /** It is what runs (`<domstatus>`), which may differ from what libvirt starts the next time. */
  readonly isRunning?: true
  /** How it is, of one that runs. */
  readonly state?: DomainState
  /** Files that a running block job copies disks to (`<mirror>`); absolute paths of the host. */
  readonly copies?: readonly string[]
  /** Of one that runs: path of the XML that it is started from, where that was found too. */
  readonly definedAt?: string
  /** In what that differs; left out where it does not. */
  readonly definedOtherwise?: readonly DefinedOtherwise[]
  /** Path of the file to which its memory was saved: it goes on from there. */
  readonly savedAt?: string
  /** What QEMU boots directly, as of images of kernel and ramdisk; absolute paths of the host. */
  readonly bootFiles?: readonly string[]
  /** In the order of the XML: Nova writes the root disk first. */
  readonly disks: readonly DomainDisk[]
  readonly nics: readonly DomainNic[]
  readonly graphics: readonly DomainGraphics[]
  readonly consoles: readonly DomainConsole[]
}

/** What is long or frequent, and nothing that is wanted of it: most of a domain XML. */
const SKIPPED = new SkippedElements([
  'address',
  'alias',
  'audio',
  'boot',
  'clock',
  'controller',
  'cpu',
  'cputune',
  'currentMemory',
  'emulator',
  'features',
  'input',
  'memballoon',
  'mtu',
  'numatune',
  'on_crash',
  'on_poweroff',
  'on_reboot',
  'rng',
  'seclabel',
  'smbios',
  'video',
  'watchdog',
])

/**
 * Reads a libvirt domain XML: persistent, inside the `<domstatus>` of a running domain, or as it was when
 * a snapshot or a checkpoint was made, inside the `<domainsnapshot>` or `<domaincheckpoint>`, with the
 * files that this names. Throws `FormatError` when the text is no such XML or names no UUID.
 */
export function parseDomain(text: string, path: string): DomainFacts {
  const { status, snapshot, domain: found } = domainIn(parseXml(text, 'domain XML', SKIPPED))
  const { domain, uuid } = identified(found, path)
  const scope = innerScope(innerScope({}, status ?? snapshot), domain)
  const { ports, ...metadata } = novaMetadata(child(domain, 'metadata'), scope)
  const devices = child(domain, 'devices')
  const novaVersion = metadata.novaVersion ?? smbiosVersion(domain)
  const disks = domainDisks(hasCards(devices) ? devicesWithAddresses(text) : devices, uuid)
  const names = [uuid, childText(domain, 'name')]
  const boot = bootFiles(child(domain, 'os'))
  const more = [
    child(status, 'blockjobs'),
    child(snapshot, 'disks'),
    child(child(snapshot, 'inactiveDomain'), 'devices'),
  ]
  return {
    path,
    uuid,
    ...runningFacts(status, devices),
    ...(boot.length > 0 && { bootFiles: boot }),
    ...domainHardware(domain),
    ...domainHost(domain, () => devicesWithAddresses(text)),
    ...domainFiles({ text, domain, more, names }, new Set(disks.flatMap(imagesOf))),
    ...metadata,
    ...(novaVersion !== undefined && { novaVersion }),
    disks,
    nics: domainNics(devices, ports),
    graphics: domainGraphics(devices),
    consoles: domainConsoles(devices),
  }
}

function identified(found: XmlElement | undefined, path: string) {
  const text = childText(found, 'uuid')?.trim().toLowerCase()
  const uuid = text === undefined ? oldName(found, path) : text
  const isKnown = text === undefined || isUuid(text)
  if (found !== undefined && uuid !== undefined && isKnown) return { domain: found, uuid }
  // Whatever stands there instead is not quoted: it may be anything.
  const instead = uuid === undefined ? says('nothing') : says('other text')
  throw new FormatError('invalid', 'domain.uuid', 0, says('a UUID'), instead)
}

/** Before Essex Nova's own `libvirt.xml` had no UUID in it: there the folder is called by the name too. */
function oldName(domain: XmlElement | undefined, path: string): string | undefined {
  const name = childText(domain, 'name')?.trim() ?? ''
  const isOwn = baseNameOf(path) === 'libvirt.xml' && baseNameOf(parentPath(path)) === name
  return isOwn && instanceDirName(name)?.kind === 'legacy' ? name : undefined
}

function runningFacts(
  status: XmlElement | undefined,
  devices: XmlElement | undefined,
): Pick<DomainFacts, 'isRunning' | 'state' | 'copies'> {
  const state = domainState(status, devices)
  const copies = mirrorFiles(devices)
  return {
    ...(status !== undefined && { isRunning: true as const }),
    ...(state !== undefined && { state }),
    ...(copies.length > 0 && { copies }),
  }
}

function domainIn(document: XmlElement) {
  const status = child(document, 'domstatus')
  const snapshot = child(document, 'domainsnapshot') ?? child(document, 'domaincheckpoint')
  return { status, snapshot, domain: child(status ?? snapshot ?? document, 'domain') }
}

/** A disk that is a card of the host has its address alone. */
function hasCards(devices: XmlElement | undefined): boolean {
  return children(devices, 'disk').some((disk) => attribute(disk, 'type') === 'nvme')
}

/** Of the few domains that have a device of the host it is told where that is. */
function devicesWithAddresses(text: string): XmlElement | undefined {
  const { domain } = domainIn(parseXml(text, 'domain XML', new SkippedElements(['auth', 'secret'])))
  return child(domain, 'devices')
}
