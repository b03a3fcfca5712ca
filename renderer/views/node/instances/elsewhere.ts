import { isGone } from '../../../../shared/analysis/disks/found-disks.ts'
import type { RemoteDisk } from '../../../../shared/analysis/disks/remote-disks.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { labelled } from '../../../../shared/i18n/sentences.ts'
import { showName } from '../../../format/path.ts'
import { remoteKind } from '../../../format/remote-kind.ts'
import type { useText } from '../../../i18n/text.tsx'

type T = ReturnType<typeof useText>['t']

const NONE: readonly RemoteDisk[] = []

/** An instance's disks that are not on this node: volumes, and disks of Ceph or LVM. */
export function elsewhereOf({ remoteDisks }: InstanceRow): readonly RemoteDisk[] {
  return remoteDisks === undefined ? NONE : remoteDisks.filter(isGone)
}

/** Its root disk, where that is one of them. */
export function rootElsewhere(row: InstanceRow): RemoteDisk | undefined {
  return elsewhereOf(row).find(({ root }) => root)
}

/** Disks of an instance, here and elsewhere; unknown where its folder was not seen whole, and none in it. */
export function diskCount(row: InstanceRow): number | undefined {
  const count = row.disks.length + elsewhereOf(row).length
  // At least nothing says nothing.
  return count === 0 && row.incomplete !== undefined ? undefined : count
}

/** A line for each of them, e.g. `vda: Ceph RBD, pool vms`. */
export function elsewhereText(disks: readonly RemoteDisk[], t: T, language: string): string {
  const line = (disk: RemoteDisk): string => {
    const kind = remoteKind(disk, t)
    return disk.target === undefined
      ? kind
      : labelled(showName(disk.target), kind, offeredLanguage(language))
  }
  return [t('identity.remote.title'), ...disks.map(line)].join('\n')
}
