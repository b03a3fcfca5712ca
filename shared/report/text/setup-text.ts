import { hasCacheOption } from '../../analysis/accounting/cache/cache-overview.ts'
import { type CacheRule, cacheRule } from '../../analysis/accounting/cache/cache-rule.ts'
import type { SharingHost } from '../../analysis/hosts/sharing-hosts.ts'
import type { UsedFileSystem } from '../../analysis/hosts/storage.ts'
import type { NodeView, ViewOfNode } from '../../analysis/model.ts'
import { displayText } from '../../bytes/text.ts'
import type { GlanceStore } from '../../glance/stores.ts'
import type { NovaConfig } from '../../nova/conf.ts'
import { type ImageBackendName, imageBackendOf } from '../../nova/image-backends.ts'
import type { Layout } from '../../scan/layout.ts'
import { formatDuration } from '../duration.ts'
import { formatSize } from '../size.ts'
import { type Column, textTable } from './columns.ts'
import { unscannedNote } from './unscanned-text.ts'

type Row = readonly [label: string, value: string]

const columns: readonly Column<Row>[] = [
  { header: '', cell: ([label]) => label },
  { header: '', cell: ([, value]) => value },
]

/**
 * How the node is set up and what its files lie on, as lines for the terminal. Of several nodes each
 * has a file of its own in which hosts are seen (`nodeSections`).
 */
export function setupLines({ layout, storage, nodes, finishedAtMs }: NodeView): readonly string[] {
  const rows = [
    ...configurationRows(layout),
    ...(storage?.fileSystems ?? []).flatMap(fileSystemRows),
    ...hostRows(nodes === undefined ? storage?.hosts : undefined, finishedAtMs),
  ]
  return rows.length === 0 ? [] : ['Configuration and storage', ...table(rows)]
}

/** What the services of one host are told, and who uses its instances_path. */
export function ownSetupLines(
  { layout, hosts }: Pick<ViewOfNode, 'layout' | 'hosts'>,
  nowMs: number,
): readonly string[] {
  const rows = [...configurationRows(layout), ...hostRows(hosts, nowMs)]
  return rows.length === 0 ? [] : table(rows)
}

function configurationRows(layout: Layout): readonly Row[] {
  const { nova, glance } = layout
  const ofNova = nova === undefined ? namedRows(layout) : novaRows(nova)
  return [...ofNova, ...(glance?.stores ?? []).map(storeRow)]
}

function namedRows({ isNamedByDomains, recordedInstancesPath = '' }: Layout): readonly Row[] {
  if (isNamedByDomains !== true) return []
  return [['instances_path', `${displayText(recordedInstancesPath)}: ${NAMED_BY_DOMAINS}`]]
}

const NAMED_BY_DOMAINS = "libvirt's domains have their disks there; no nova.conf could be read"

function table(rows: readonly Row[]): readonly string[] {
  return textTable(columns, rows).slice(1)
}

const meanings: Readonly<Record<ImageBackendName, string>> = {
  qcow2: 'disks are qcow2 files over bases in the image cache',
  flat: 'disks are files without a base, copied from the image cache',
  lvm: 'disks are logical volumes; console.log, kernel and disk.config stay files',
  rbd: 'disks are images in Ceph; console.log, disk.info and, with older releases, ephemeral and swap disks stay files',
  ploop: 'disks are folders of ploop images',
}

function novaRows(nova: NovaConfig): readonly Row[] {
  const { name } = imageBackendOf(nova.imagesType, nova.useCowImages)
  const { imageCache } = nova
  const cache = hasCacheOption(nova.untold) ? UNTOLD : ruleText(cacheRule(imageCache))
  return [
    ['images_type', `${nova.imagesType}: ${meanings[name]}`],
    ...(name === 'rbd' ? [rbdRow(nova)] : []),
    ['image cache', `${displayText(imageCache.name ?? '?')}: ${cache}`],
    ['preallocate_images', nova.preallocateImages],
    ...(nova.ignored ?? []).map((name): Row => [name, IGNORED]),
    ['force_raw_images', nova.forceRawImages ? 'yes' : 'no'],
  ]
}

const IGNORED = 'ignored: no Nova since Liberty reads this name'

const UNTOLD = 'what is removed, and when, is not known: an option of it names one that is not read'

function ruleText(rule: CacheRule): string {
  switch (rule.kind) {
    case 'stopped':
      return 'manager_interval is below 0, so that nothing is removed'
    case 'keeps':
      return 'unused bases are kept'
    case 'removes': {
      const [original, resized] = [rule.original, rule.resized].map(formatDuration)
      const passes = `at passes ${formatDuration(rule.interval)} apart`
      return `unused bases are removed after ${original}, resized ones after ${resized}, ${passes}`
    }
  }
}

function rbdRow({ rbdPool = 'rbd', rbdCephConf }: NovaConfig): Row {
  const conf = rbdCephConf === undefined ? '' : `, ${displayText(rbdCephConf)}`
  return ['images_rbd_pool', `${displayText(rbdPool)}${conf}`]
}

function storeRow({ name, type, remote, isDefault, folders = [], pool }: GlanceStore): Row {
  const where = remote
    ? 'not on this node'
    : folders.map(({ path }) => displayText(path)).join(', ')
  const more = [isDefault ? 'default' : '', pool === undefined ? '' : `pool ${displayText(pool)}`]
  const notes = more.filter((note) => note !== '').join(', ')
  return [`Glance ${displayText(name)}`, `${type}: ${where}${notes === '' ? '' : ` (${notes})`}`]
}

/** Its folders stand with what is said of it: as a label they would move all values to the right. */
function fileSystemRows(used: UsedFileSystem): readonly Row[] {
  const { path, alsoAt = [], fileSystem } = used
  const [at = '', ...others] = [path, ...alsoAt].map((one) => (one === '' ? '.' : displayText(one)))
  const first: Row = [
    'File system',
    `${at}: ${fileSystem === undefined ? 'not known' : fileSystemText(fileSystem, used)}`,
  ]
  return others.length === 0 ? [first] : [first, ['', `also holds ${others.join(', ')}`]]
}

function fileSystemText(
  fileSystem: NonNullable<UsedFileSystem['fileSystem']>,
  used: UsedFileSystem,
): string {
  const { type = 'unknown type', source, mountPoint, total, available } = fileSystem
  const notes = [
    source === undefined ? '' : `${displayText(source)} on ${displayText(mountPoint ?? '?')}`,
    `${formatSize(available)} free of ${formatSize(total)}`,
    fileSystem.readOnly === true ? 'read-only' : '',
    fileSystem.remote === true ? 'on another machine' : '',
    fileSystem.blocksTrusted === false ? 'allocated bytes are not known' : '',
    unscannedNote(used),
  ]
  return `${displayText(type)}, ${notes.filter(Boolean).join(', ')}`
}

function hostRows(hosts: readonly SharingHost[] = [], nowMs: number): readonly Row[] {
  return hosts.map((host) => hostRow(host, nowMs))
}

function hostRow(shared: SharingHost, nowMs: number): Row {
  const { host, seenMs, active, self, other, unseen } = shared
  const seen = `seen ${age((nowMs - seenMs) / 1000)} before the scan`
  if (unseen) return [`Host ${displayText(host)}`, `${seen}; ${UNSEEN}`]
  const past = other === 'recent' ? ', though it was when this host was last seen' : ''
  const notes = [seen, active ? 'active' : `no longer counted${past}`, self ? 'this host' : '']
  return [`Host ${displayText(host)}`, notes.filter(Boolean).join(', ')]
}

const UNSEEN = 'whether it is at work now cannot be known from an instances_path alone'

/** Of a host: after three days nobody counts hours. */
function age(seconds: number): string {
  const days = Math.round(seconds / 86_400)
  if (days > 3) return `${days} days`
  return seconds < HOUR ? minutes(seconds) : hours(seconds)
}

const HOUR = 3600

function minutes(seconds: number): string {
  const whole = Math.round(seconds / 60)
  return whole < 1 ? 'less than 1 min' : `${whole} min`
}

function hours(seconds: number): string {
  return `${Math.round(seconds / HOUR)} h`
}
