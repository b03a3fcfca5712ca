import { ifWellFormed } from '../bytes/errors.ts'
import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, joinPath, parentPath } from '../files/paths.ts'
import type { DirectoryEntry, TreePath } from '../files/tree.ts'
import { MAX_XML_BYTES } from '../nova/xml.ts'
import type { PlaceFinder } from './find.ts'
import { DRIVERS } from './known-places.ts'
import { readText } from './read-text.ts'

/** Where libvirt keeps what it knows of its guests: `/etc/libvirt/qemu`, `/run/libvirt/qemu`. */
const PARENT = 'libvirt'
/** Nova's own name of a domain, by `instance_name_template`. */
export const NOVA_XML = /^instance-[0-9a-f]{8}\.xml$/
/** What libvirt writes beside the XML of what runs. */
const BESIDE = /\.(?:pid|xml)$/
/** Of files with other names so many are looked at. */
const MAX_READ = 4

/** Where domain XML is, in a folder that was opened by itself: it, or libvirt's folder around some. */
export function findDomains(
  finder: PlaceFinder,
  entries: readonly DirectoryEntry[],
): readonly TreePath[] {
  const { rootPath } = finder.tree
  const [name, above] = [baseNameOf(rootPath), baseNameOf(parentPath(rootPath))]
  if (holdsDomains(finder, '', entries, DRIVERS.includes(name) && above === PARENT)) return ['']
  const folders = entries.filter(({ type }) => type === 'directory').map((entry) => entry.name)
  return folders.filter((driver) => {
    return (
      DRIVERS.includes(driver) && holdsDomains(finder, driver, finder.list(driver), name === PARENT)
    )
  })
}

/** Mostly XML, and of that some is a domain's; images with an XML beside each are a folder of images. */
function holdsDomains(
  finder: PlaceFinder,
  path: TreePath,
  entries: readonly DirectoryEntry[],
  isKnown: boolean,
): boolean {
  const files = entries.filter(({ type }) => type === 'file').map(({ name }) => name)
  const texts = files.filter((name) => name.endsWith('.xml'))
  if (isKnown || texts.length === 0) return isKnown
  if (texts.length <= files.filter((name) => !BESIDE.test(name)).length) return false
  if (texts.some((name) => NOVA_XML.test(name))) return true
  return texts.slice(0, MAX_READ).some((name) => isDomain(finder, joinPath(path, name)))
}

function isDomain({ tree }: PlaceFinder, path: TreePath): boolean {
  const text = ifSeen(() => ifWellFormed(() => readText(tree, path, 'domain XML', MAX_XML_BYTES)))
  return text !== undefined && /<dom(?:ain|status)[\s>]/.test(text)
}
