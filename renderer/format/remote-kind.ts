import type { RemoteDisk } from '../../shared/analysis/disks/remote-disks.ts'
import type { useText } from '../i18n/text.tsx'
import { showName } from './path.ts'

/** What kind of place a disk lies in that is not in its instance's folder, e.g. `Ceph RBD, pool vms`. */
export function remoteKind({ source }: RemoteDisk, t: ReturnType<typeof useText>['t']): string {
  switch (source.kind) {
    case 'file':
      return t('identity.remote.file')
    case 'block':
      return source.lvm === undefined
        ? t('identity.remote.block')
        : t('identity.remote.lvm', { group: showName(source.lvm.group) })
    case 'network':
      return source.pool === undefined
        ? t('identity.remote.network', { protocol: showName(source.protocol) })
        : t('identity.remote.rbd', { pool: showName(source.pool) })
    case 'other':
      return t('identity.remote.other', { type: showName(source.type) })
    case 'none':
      return '–'
  }
}
