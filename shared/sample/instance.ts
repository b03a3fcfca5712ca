import { GIB } from '../values/sizes.ts'
import { type Group, PROJECT_NAMES } from './catalog.ts'
import type { GuestData } from './data.ts'
import { type DomainDisk, domainName, domainXml } from './domain-xml.ts'
import { encodeIso9660 } from './encode/iso9660.ts'
import { encodeQcow2 } from './encode/qcow2.ts'
import { encodeRaw } from './encode/raw.ts'
import { textFile } from './encode/text.ts'
import { EPHEMERAL, type PlannedImage, SWAP } from './images.ts'
import { BASE, DOMAINS, INSTANCES, recorded } from './paths.ts'
import type { Random } from './random.ts'
import { consoleLog, diskInfo, metaData } from './texts.ts'
import { DAY, directory, type FileContent, file, HOUR, type SampleEntry, symlink } from './tree.ts'

export interface PlannedInstance {
  readonly id: number
  readonly uuid: string
  readonly name: string
  readonly group: Group
  readonly image: PlannedImage
  readonly random: Random
}

/** What all instances of a node are made with. */
export interface NodeContext {
  readonly data: GuestData
  readonly nowMs: number
}

interface Disk extends DomainDisk {
  readonly content: FileContent
}

/** An instance's folder and its domain XML. */
export function instanceEntries(
  instance: PlannedInstance,
  context: NodeContext,
): readonly SampleEntry[] {
  const { random } = instance
  const folder = `${INSTANCES}/${instance.uuid}`
  const age = random.between(4 * DAY, 300 * DAY)
  const createdMs = context.nowMs - age * 1000
  const disks = instanceDisks(instance, folder, context)
  const log = consoleLog(instance.name, createdMs, random.between(80, 600))
  return [
    directory(folder, age),
    ...disks.map(({ path, content }) => file(path, content, random.between(60, 3 * DAY))),
    file(`${folder}/disk.info`, textFile(diskInfo(formats(disks))), age),
    file(`${folder}/console.log`, textFile(log), random.between(0, HOUR), 0o600),
    ...localDisk(instance, folder, age),
    file(`${DOMAINS}/${domainName(instance.id)}.xml`, domainText(instance, disks, createdMs), age),
  ]
}

/** An overlay that instances of that image stand on, with `count` clusters written. */
export function rootOverlay(
  group: Group,
  image: PlannedImage,
  random: Random,
  context: NodeContext,
  count: number,
): FileContent {
  return overlay(image.baseName, group.flavor.diskGib * GIB, count, group, random, context)
}

function instanceDisks(
  instance: PlannedInstance,
  folder: string,
  context: NodeContext,
): readonly Disk[] {
  const { group, random } = instance
  const { flavor } = group
  const at = (name: string) => `${folder}/${name}`
  const extra = (name: string, base: { name: string; size: number }, count: number): Disk => ({
    path: at(name),
    format: 'qcow2',
    device: 'disk',
    content: overlay(base.name, base.size, count, group, random, context),
  })
  return [
    rootDisk(instance, at('disk'), context),
    ...(flavor.ephemeral ? [extra('disk.eph0', EPHEMERAL, random.between(4, 24))] : []),
    ...(flavor.swap ? [extra('disk.swap', SWAP, random.between(1, 8))] : []),
    ...(group.configDrive ? [configDrive(instance, at('disk.config'))] : []),
  ]
}

function rootDisk(instance: PlannedInstance, path: string, context: NodeContext): Disk {
  const { group, image, random } = instance
  const size = group.flavor.diskGib * GIB
  if (group.backend === 'qcow2') {
    const content = rootOverlay(group, image, random, context, random.between(6, 48))
    return { path, format: 'qcow2', device: 'disk', content }
  }
  const flat = encodeRaw(size, image.clusters)
  const content = group.backend === 'forged' ? forge(flat) : flat
  return { path, format: 'raw', device: 'disk', content }
}

function overlay(
  baseName: string,
  virtualSize: number,
  count: number,
  group: Group,
  random: Random,
  context: NodeContext,
): FileContent {
  const name = recorded(`${BASE}/${baseName}`)
  return encodeQcow2({
    virtualSize,
    clusters: context.data.scatter(random, virtualSize, count),
    backing: group.old ? { name } : { name, format: 'raw' },
  })
}

/**
 * The flat disk of a guest that has overwritten its first sectors: a qcow2 header that names a file
 * of the host as its data (the attack of CVE-2024-32498 and CVE-2026-24708).
 */
function forge(flat: FileContent): FileContent {
  const forged = encodeQcow2({ virtualSize: GIB, clusters: [], dataFile: '/etc/shadow' })
  const rest = flat.parts.filter(({ offset }) => offset >= forged.length)
  return { length: flat.length, parts: [...forged.parts, ...rest] }
}

function configDrive(instance: PlannedInstance, path: string): Disk {
  const content = encodeIso9660({
    volumeId: 'config-2',
    directories: ['openstack', 'latest'],
    fileName: 'meta_data.json',
    fileText: metaData(instance.uuid, instance.name, instance.group.project),
  })
  return { path, format: 'raw', device: 'cdrom', content }
}

/** The monitor keeps a disk elsewhere, behind a link: it leaves the node's root. */
function localDisk(instance: PlannedInstance, folder: string, age: number): readonly SampleEntry[] {
  if (instance.group.name !== 'monitor') return []
  return [symlink(`${folder}/disk.local`, `/mnt/nvme0/nova/${instance.uuid}/disk.local`, age)]
}

function formats(disks: readonly Disk[]): ReadonlyMap<string, string> {
  return new Map(disks.map(({ path, format }) => [path, format]))
}

function domainText(
  instance: PlannedInstance,
  disks: readonly Disk[],
  createdMs: number,
): FileContent {
  const { id, uuid, name, group, image } = instance
  const { flavor, project } = group
  const domain = { id, uuid, name, flavor, imageId: image.id, createdMs, disks }
  const owner = {
    projectId: project,
    projectName: PROJECT_NAMES[project] ?? 'project',
    userId: project.split('').reverse().join(''),
  }
  // The database keeps its data on a volume.
  const volume = group.name === 'db' ? { volumeId: `d${uuid.slice(1)}` } : {}
  return textFile(domainXml({ ...domain, ...owner, ...volume }))
}
