import { useTranslation } from 'react-i18next'
import type { GrowingDisk } from '../../../../shared/analysis/accounting/nova/growth-sums.ts'
import { hostPathOf } from '../../../../shared/analysis/hosts/host-label.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Fold } from '../../../components/Fold.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { useHostOf } from '../../node/tables/useHostOf.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import classes from '../detail.module.css'

const shownDisks = 5

interface GrowingDisksProps {
  readonly disks: readonly GrowingDisk[]
  readonly sizeOf: (disk: GrowingDisk) => number
  readonly ofOneHost: boolean
}

/** A few at once, the others when they are asked for. */
export function GrowingDisks({ disks, ...look }: GrowingDisksProps) {
  const { t } = useTranslation()
  const more = disks.slice(shownDisks)
  return (
    <>
      <DiskRows disks={disks.slice(0, shownDisks)} {...look} />
      {more.length > 0 && (
        <Fold title={t('setup.more', { count: more.length })}>
          <DiskRows disks={more} {...look} />
        </Fold>
      )}
    </>
  )
}

function DiskRows({ disks, sizeOf, ofOneHost }: GrowingDisksProps) {
  const index = useNodeIndex()
  const hostOf = useHostOf()
  const { select } = useView(selectViewActions)
  return (
    <ul className={classes['rows']}>
      {disks.map((disk) => {
        const row = index.instances.get(disk.instance)
        const uuid = row?.uuid ?? baseName(disk.instance)
        const host = ofOneHost
          ? undefined
          : hostOf(row === undefined ? disk.path : hostPathOf(row))?.short
        return (
          <li key={disk.path}>
            <button
              type="button"
              className={classes['row']}
              onClick={() => select({ kind: 'image', path: disk.path })}
            >
              <span className={classes['rowName']}>
                {showName(`${row?.name ?? uuid} / ${baseName(disk.path)}`)}
              </span>
              <span className={classes['rowSize']}>{formatSize(sizeOf(disk))}</span>
              <DiskWhere uuid={row?.name === undefined ? undefined : uuid} host={host} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

interface DiskWhereProps {
  readonly uuid: string | undefined
  readonly host: string | undefined
}

/** Instances may have one name: the UUID tells them apart, the folder of a copied one the host. */
function DiskWhere({ uuid, host }: DiskWhereProps) {
  return (
    <>
      {uuid !== undefined && (
        <span className={classes['under']} data-look="mono">
          {showName(uuid)}
        </span>
      )}
      {host !== undefined && <span className={classes['under']}>{showName(host)}</span>}
    </>
  )
}
