import { joinPath, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { isPhrase } from '../phrases/phrase.ts'
import { type ShellName, shellLine } from './shell.ts'
import type { Finding } from './types.ts'

/** How a command names what lies below the root. */
export type NameAt = (path: TreePath) => ShellName

/** Where a finding was made. */
export interface Place {
  readonly finding: Finding
  readonly at: NameAt
  /** What it is about. */
  readonly path: ShellName
  /** The folder that it lies in. */
  readonly folder: ShellName
  /** For what lies in an instance's folder: that folder's UUID or name. */
  readonly instance: string
}

export type Maker = (place: Place) => readonly (string | undefined)[]

/** What a file is to OpenStack decides what it may have: a disk stands on a base. */
const roleOf = ({ finding: { subject } }: Place): string =>
  subject.kind === 'disk' || subject.kind === 'base' ? ` --role ${subject.kind}` : ''

export const detect: Maker = (place) => [
  shellLine(`cowscope detect${roleOf(place)} {}`, place.path),
]

export const detectRaw: Maker = (place) => [
  shellLine(`cowscope detect${roleOf(place)} --declared raw {}`, place.path),
]

/** Not `qemu-img check`: it opens what is below too, by a name that of a mounted node leads to nothing or to another host's file. */
export const check: Maker = ({ path }) => [shellLine('cowscope check {}', path)]

export const chain: Maker = ({ path, at }) => [
  shellLine('cowscope info --backing-chain --root {} {}', at(''), path),
]

/** Of the image alone. */
export const info: Maker = ({ path }) => [shellLine('qemu-img info -U {}', path)]

export const look: Maker = ({ path }) => [shellLine('ls -lbd --time-style=full-iso -- {}', path)]

/** Of a folder fuser looks at the folder alone, not at what is in it. */
export const inUse: Maker = ({ path }) => [
  shellLine('ls -lbd --time-style=full-iso -- {}', path),
  shellLine('find -H {} -xdev ! -type d -exec fuser -v {} +', path, { word: '{}' }),
]

export const domain: Maker = ({ instance }) => [shellLine('virsh domstate {}', instance)]

export const server: Maker = ({ instance }) => [
  shellLine(
    'openstack server show -c id -c name -c status -c OS-EXT-SRV-ATTR:host -- {}',
    instance,
  ),
]

export const both =
  (...makers: readonly Maker[]): Maker =>
  (place) =>
    makers.flatMap((make) => make(place))

/**
 * Records that a base is raw, where it looks like nothing else: any other format is one that its
 * content pretends to have, which is just what a guest would write. QED and qcow are opened otherwise.
 */
export const recordRaw: Maker = ({ finding: { evidence }, path }) =>
  evidence['overlay'] === 'qcow2' && evidence['format'] === 'raw'
    ? [shellLine('qemu-img rebase -u -f qcow2 -F raw -b {} -- {}', String(evidence['name']), path)]
    : []

/** Where the format is declared, if it is declared in a text. */
export const declaration: Maker = ({ finding: { subject, evidence }, at }) => {
  const { case: by, xml } = evidence
  const info = joinPath(parentPath(subject.path), 'disk.info')
  if (by === 'disk.info' || by === 'lost-by-disk.info') return [shellLine('cat -- {}', at(info))]
  return typeof xml === 'string' ? [shellLine('grep -n -- "<driver" {}', at(xml))] : []
}

/** The chain of the newest, which tells that the disk is below it, and what has either open. */
export const overlaysAbove: Maker = (place) => {
  const { newest } = place.finding.evidence
  const { instance } = place.finding.subject
  if (typeof newest !== 'string' || instance === undefined) return inUse(place)
  const path = place.at(joinPath(instance, newest))
  return [...chain({ ...place, path }), ...inUse(place)]
}

export const diskAgainstSpace = both(({ path }) => [shellLine('df -h -- {}', path)], server)

/** A copy beside it shows what differs: the base is opened as what it is, without a lock. */
export const damagedBase: Maker = ({ finding: { evidence }, path }) => {
  const { image, format } = evidence
  const check = shellLine('cowscope check {}', path)
  if (typeof image !== 'string') return [check]
  const copy = `/var/tmp/${image}`
  const save = shellLine('openstack image save --file {} -- {}', copy, image)
  if (format !== 'raw' && format !== 'qcow2') return [check, save]
  const detect = shellLine('cowscope detect {}', copy)
  return [check, save, detect, shellLine(`qemu-img compare -U -f ${format} -- {} {}`, path, copy)]
}

/** What Nova makes again it is told to make; where it would make another, nothing is to be started. */
export const missingBase: Maker = ({ finding: { evidence }, instance }) => {
  const { case: kind, image, tried } = evidence
  const asked = shellLine('openstack image show -c id -c name -c status -- {}', String(image))
  const made = shellLine('openstack server reboot --hard -- {}', instance)
  const looked = listOf(tried).map((path) => shellLine('ls -lb -- {}', path))
  if (kind === 'stored') return [made, ...looked]
  return kind === 'known' ? [asked, made, ...looked] : looked
}

function listOf(value: Finding['evidence'][string] | undefined): readonly string[] {
  if (value === undefined || typeof value === 'number') return []
  if (typeof value === 'string') return [value]
  return isPhrase(value) ? [] : value
}

/**
 * Lets whoever runs it read what was refused. On the way to that nobody needs more than to pass; what is given with
 * all that is in it is so for what is made there later too.
 */
export const readAccess: Maker = ({ finding: { evidence }, at, path }) => {
  const [enter = [], read = [], readBelow = []] = ['enter', 'read', 'readBelow'].map((key) =>
    listOf(evidence[key]).map(at),
  )
  return [
    ofAll('sudo ls -lnbd --', [...enter, ...readBelow, ...read]) ??
      shellLine('ls -lnbd -- {}', path),
    ofAll('sudo setfacl -m "u:$USER:x" --', enter),
    readCommand(read),
    ofAll('sudo setfacl -R -m "u:$USER:rX" --', readBelow),
    ofAll('sudo setfacl -R -d -m "u:$USER:rX" --', readBelow),
  ]
}

/** Lets whoever runs it read these by themselves: of a folder its names, and nothing that is in it. */
export function readCommand(names: readonly ShellName[]): string | undefined {
  return ofAll('sudo setfacl -m "u:$USER:rX" --', names)
}

/** One line for several names, without those that cannot be written; undefined where none is left. */
function ofAll(words: string, names: readonly ShellName[]): string | undefined {
  const all = names.filter((name) => shellLine('{}', name) !== undefined)
  return all.length === 0 ? undefined : shellLine(`${words}${' {}'.repeat(all.length)}`, ...all)
}
