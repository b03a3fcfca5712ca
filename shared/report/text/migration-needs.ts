import { isUncounted } from '../../analysis/accounting/forest/forest.ts'
import type { BrokenDisk } from '../../analysis/accounting/travel/broken-disk.ts'
import { copiedBytes } from '../../analysis/accounting/travel/copied.ts'
import type { RestFile } from '../../analysis/accounting/travel/folder-rest.ts'
import type { LinkedDisk } from '../../analysis/accounting/travel/linked-disks.ts'
import {
  isState,
  lacksDefinition,
  type NeededFile,
} from '../../analysis/accounting/travel/needed-files.ts'
import { neededName } from '../../analysis/accounting/travel/needed-name.ts'
import type { Travel } from '../../analysis/accounting/travel/travel.ts'
import { isHostOwnNamed, isUnread } from '../../analysis/accounting/travel/travel-doubt.ts'
import type { InstanceRow } from '../../analysis/rows/rows.ts'
import { nameText } from '../../bytes/text.ts'
import { baseNameOf } from '../../files/paths.ts'
import { isBusy } from '../../nova/domain-state.ts'
import { MIB } from '../../values/sizes.ts'
import { hostDeviceText } from '../host-device.ts'
import { shortHashName } from '../short-base-name.ts'
import { formatSize } from '../size.ts'
import { stateText } from '../state-text.ts'
import { outsideDisks } from './outside-disks.ts'

/** What the folder alone is no disk without. */
export function needsText(instance: InstanceRow, travel: Travel): string {
  const { needed, broken, hostDevices = [], rest = [], linked = [] } = travel
  if (instance.incomplete === 'shut') return 'its folder could not be read'
  const devices = hostDevices.map((device) => nameText(`the host's ${hostDeviceText(device)}`))
  const texts = [
    ...stateTexts(instance),
    ...broken.map(brokenText),
    ...linked.map(linkedText),
    ...needed.map(fileText),
    ...outsideDisks(instance),
    ...devices,
  ]
  const along = rest.map(restText)
  const beside = texts.join(', ') || '-'
  return along.length === 0 ? beside : `${beside}; along with the folder: ${along.join(', ')}`
}

/** What libvirt does with it now, and that it has no definition to take along. */
function stateTexts(instance: InstanceRow): readonly string[] {
  const { state } = instance.identity ?? {}
  return [
    ...(state !== undefined && isBusy(state)
      ? [`touch nothing of it before this has ended (${stateText(state)})`]
      : []),
    ...(lacksDefinition(instance) ? ['no definition of its domain is here'] : []),
  ]
}

function restText(file: RestFile): string {
  const name = nameText(baseNameOf(file.path))
  return isUncounted(file) ? name + NOT_TOLD : `${name} ${formatSize(copiedBytes(file))}`
}

/** Beside the name of a file. */
const NOT_TOLD = ' (what it takes is not known)'

/** The folder has no more of it than its name. */
function linkedText(file: LinkedDisk): string {
  const [name, path] = [baseNameOf(file.linkedAt), file.path].map(nameText)
  const itself = `${name} itself, which is ${path}`
  return isUncounted(file) ? itself + NOT_TOLD : `${itself} ${formatSize(copiedBytes(file))}`
}

function fileText(file: NeededFile): string {
  const { allocated, length, kind } = file
  const name = `${STATE[kind] ?? ''}${shortHashName(neededName(file))}`
  if (isUncounted(file)) return name + NOT_TOLD
  if (allocated !== undefined) return name + sizeNote(copiedBytes({ allocated, length }))
  return `${name} (${isState(file) ? 'not seen here' : 'not in the scan'})`
}

/** What a file adds to a move that is a small part of any: only that it goes along counts. */
const SMALL = MIB

function sizeNote(bytes: number): string {
  return bytes < SMALL ? '' : ` ${formatSize(bytes)}`
}

const STATE: Partial<Record<NeededFile['kind'], string>> = {
  nvram: 'UEFI variables ',
  tpm: 'TPM state ',
}

function brokenText(disk: BrokenDisk): string {
  const { path, chain, name } = disk
  const shown = nameText(baseNameOf(path))
  if (isHostOwnNamed(disk)) {
    return `${shown} names ${nameText(name ?? '')}, one of the host's own files: never to be copied along`
  }
  if (chain === 'loop') return `${shown} stands on itself, by ${nameText(name ?? '')}`
  if (!isUnread(disk)) return `${shown} lacks ${nameText(name ?? chain)}`
  return name === undefined
    ? `${shown} could not be read, so what it needs is not known`
    : `${nameText(name)} or what it stands on could not be read, which ${shown} needs`
}
