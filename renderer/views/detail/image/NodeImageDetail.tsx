import { useTranslation } from 'react-i18next'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { baseName, showName } from '../../../format/path.ts'
import { useScan, useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { ChainPartTag } from '../../node/files/ChainPartTag.tsx'
import { chainPart } from '../../node/files/chain-part.ts'
import { unknownSizesOfDisk } from '../../node/instances/instance-sums.ts'
import { diskAt } from '../../node/node-index.ts'
import { HostTag } from '../../node/tables/HostTag.tsx'
import { useOpenImage } from '../../node/tables/useRowActions.tsx'
import { useDescent } from '../../node/useDescent.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import { DescentLine } from '../chain/DescentLine.tsx'
import { LinkedFrom } from '../chain/LinkedFrom.tsx'
import { DetailHead } from '../DetailHead.tsx'
import { Dependants } from '../dependants/Dependants.tsx'
import classes from '../detail.module.css'
import { DiskSizes } from '../Sizes.tsx'
import { BaseFacts } from './BaseFacts.tsx'
import { CacheFate } from './CacheFate.tsx'
import { FormatTag } from './FormatTag.tsx'
import { InspectedImage } from './InspectedImage.tsx'
import { OtherLines } from './OtherLines.tsx'
import { BasesOfImage } from './Relations.tsx'
import { SinceScan } from './SinceScan.tsx'
import { type Inspected, useInspected } from './useInspected.ts'

/** An image file of the scanned node: an instance's disk, a base or an image of the store. */
export function NodeImageDetail({ path }: { readonly path: TreePath }) {
  const index = useNodeIndex()
  const inspected = useInspected(path)
  const base = index.bases.get(path)
  const image = index.images.get(path)
  return (
    <>
      <ImageHead path={path} inspected={inspected} />
      <div className={classes['body']}>
        {inspected.report && <SinceScan path={path} report={inspected.report} />}
        <OtherLines path={path} />
        <InspectedImage
          path={path}
          inspected={inspected}
          first={
            <>
              {image && <DependantsOfImage image={image} />}
              {base && <BaseFacts base={base} />}
              {base?.linkedAt !== undefined && <LinkedFrom what="base" path={base.linkedAt} />}
              {base && <Dependants base={base} />}
            </>
          }
        >
          {base && <CacheFate base={base} />}
          <ScannedFacts path={path} />
        </InspectedImage>
        {image && <BasesOfImage image={image} />}
      </div>
    </>
  )
}

/** Ahead of what it stands on itself: of an image that stands alone that is all that can be lost with it. */
function DependantsOfImage({ image }: { readonly image: ImageRow }) {
  const { id, dependants, isUsersAtLeast } = image
  if (dependants === undefined) return undefined
  return <Dependants base={{ id, dependants, ...(isUsersAtLeast && { isUsersAtLeast }) }} />
}

interface ImageHeadProps {
  readonly path: TreePath
  readonly inspected: Inspected
}

function ImageHead({ path, inspected: { report, named } }: ImageHeadProps) {
  const placeId = useScan(({ place }) => place?.id)
  const { select } = useView(selectViewActions)
  const openImage = useOpenImage()
  const image = useNodeIndex().images.get(path)
  return (
    <DetailHead
      title={showName(baseName(path))}
      path={report?.displayPath ?? path}
      tags={
        <>
          {report && <FormatTag report={report} />}
          {image && <ChainPartTag part={chainPart(image)} />}
          <HostTag path={path} />
        </>
      }
      target={placeId === undefined ? undefined : { placeId, path }}
      onInspect={() => openImage(named)}
      onClose={() => select(undefined)}
    />
  )
}

/** What the scan says of it: where it comes from, and what a disk costs. */
function ScannedFacts({ path }: { readonly path: TreePath }) {
  const { t } = useTranslation()
  const descent = useDescent(path)
  const owned = diskAt(path, useNodeIndex())
  const isLayer = owned?.row.layers?.includes(owned.disk) === true
  return (
    <>
      {descent && <DescentLine descent={descent} />}
      {owned && !isLayer && (
        <DiskSizes
          row={owned.row}
          disk={owned.disk}
          unknown={t(unknownSizesOfDisk(owned.row, owned.disk))}
        />
      )}
    </>
  )
}
