import { attribute, child, children, childText, ownText, type XmlElement } from './xml.ts'

/** Far more than any domain names besides its disks. */
const MAX_FILES = 512

/** Files of the host that a domain has besides the images of its disks; absolute paths. */
export interface DomainFiles {
  /** What it boots from: kernel, initrd, firmware and its variables, tables. Nothing is below them. */
  readonly bootFiles?: readonly string[]
  /** What its devices and block jobs name: the copy of a disk that is being made, files of their data. */
  readonly deviceFiles?: readonly string[]
}

/** Reads what a domain names; `status` is the `<domstatus>` around one that runs. */
export function domainFiles(
  domain: XmlElement,
  status: XmlElement | undefined,
  known: ReadonlySet<string>,
): DomainFiles {
  const boot = bootFiles(child(domain, 'os'))
  const found = new Set<string>()
  for (const device of child(domain, 'devices')?.children ?? []) {
    if (!CHARACTER.has(device.tag)) collect(device, found)
  }
  const jobs = child(status, 'blockjobs')
  if (jobs !== undefined) collect(jobs, found)
  const others = [...found].filter((file) => file.startsWith('/') && !known.has(file))
  return {
    ...(boot.length > 0 && { bootFiles: boot }),
    ...(others.length > 0 && { deviceFiles: others }),
  }
}

/** Their files are logs, which every instance has in its own folder. */
const CHARACTER: ReadonlySet<string> = new Set(['serial', 'parallel', 'console', 'channel'])

const BOOT = ['kernel', 'initrd', 'dtb', 'loader', 'nvram'] as const

/** libvirt: formatdomain, operating system booting. Variables are made from a template. */
function bootFiles(os: XmlElement | undefined): readonly string[] {
  if (os === undefined) return []
  const nvram = child(os, 'nvram')
  const files = [
    ...BOOT.map((name) => childText(os, name)),
    attribute(nvram, 'template'),
    attribute(child(nvram, 'source'), 'file'),
    ...children(child(os, 'acpi'), 'table').map(ownText),
  ]
  return [...new Set(files.flatMap((file) => (file?.startsWith('/') ? [file.trim()] : [])))]
}

/** All that is named by a `file`, at whatever depth, and the path of memory that keeps its content. */
function collect(element: XmlElement, found: Set<string>): void {
  if (found.size >= MAX_FILES) return
  const file = attribute(element, 'file')
  if (file !== undefined) found.add(file)
  if (element.tag === 'path') found.add(ownText(element) ?? '')
  for (const one of element.children) collect(one, found)
}
