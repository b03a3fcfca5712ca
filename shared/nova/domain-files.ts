import { baseNameOf, parentPath } from '../files/paths.ts'
import { instanceFileRole } from './names.ts'
import { pathsInXml } from './paths-in-xml.ts'
import { attribute, child, type XmlElement } from './xml.ts'

/** Files of the host that a domain has besides the images of its disks; absolute paths. */
export interface DomainFiles {
  /** Other images of its disks and file systems: the copy of one that is being made, files of their data. */
  readonly imageFiles?: readonly string[]
  /** All else that looks like a path in its XML: what it boots from, memory, arguments of qemu. */
  readonly otherFiles?: readonly string[]
  /** Folders that a guest is given whole, so that everything in them is in use. */
  readonly folders?: readonly string[]
}

export interface DomainText {
  readonly text: string
  readonly domain: XmlElement
  /** What around it names images too: block jobs of one that runs, disks of a snapshot. */
  readonly more: readonly (XmlElement | undefined)[]
  /** What its folder may be called: its UUID and libvirt's name. */
  readonly names: readonly (string | undefined)[]
}

/** Reads what a domain names besides the images that are known. Throws `FormatError` for too much. */
export function domainFiles(
  { text, domain, more, names }: DomainText,
  known: ReadonlySet<string>,
): DomainFiles {
  const found = new Set<string>()
  const folders = new Set<string>()
  for (const device of child(domain, 'devices')?.children ?? []) {
    if (WITH_IMAGES.has(device.tag)) collect(device, found, folders)
  }
  for (const one of more) if (one !== undefined) collect(one, found, folders)
  for (const folder of argumentPaths(domain)) folders.add(folder)
  const images = [...found].filter((file) => file.startsWith('/') && !known.has(file))
  const others = [...pathsInXml(text)].filter(
    (file) => !known.has(file) && !found.has(file) && !isOwnLog(file, names),
  )
  return {
    ...(images.length > 0 && { imageFiles: images }),
    ...(others.length > 0 && { otherFiles: others }),
    ...(folders.size > 0 && { folders: [...folders] }),
  }
}

/** What is an image in these may stand on others. */
const WITH_IMAGES: ReadonlySet<string> = new Set(['disk', 'filesystem'])

/**
 * All that is named by a `file`, or as the `dir` of a source, at whatever depth. That of a target is the
 * guest's: where it sees the folder (`/` in a container), or a name for it.
 */
function collect(element: XmlElement, files: Set<string>, folders: Set<string>): void {
  const file = attribute(element, 'file')
  if (file !== undefined) files.add(file)
  const folder = element.tag === 'source' ? attribute(element, 'dir') : undefined
  if (folder?.startsWith('/') === true) folders.add(folder)
  for (const one of element.children) collect(one, files, folders)
}

/** What qemu is told besides: a file system's `path=`, or `fat:` and a folder, as well as any file. */
function argumentPaths(domain: XmlElement): readonly string[] {
  const commands = domain.children.filter(({ tag }) => tag.endsWith(':commandline'))
  const args = commands.flatMap((command) => command.children)
  const values = args.map((arg) => arg.attribute('value') ?? '').filter((value) => value !== '')
  return values.flatMap((value) => [...pathsInXml(`"${value}"`)])
}

/** Every domain has one, and no step of a clean-up removes it alone. */
function isOwnLog(file: string, names: DomainText['names']): boolean {
  if (instanceFileRole(baseNameOf(file)) !== 'console.log') return false
  return names.includes(baseNameOf(parentPath(file)))
}
