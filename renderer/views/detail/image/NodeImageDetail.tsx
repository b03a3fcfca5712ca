import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../../shared/analysis/chain/chain-model.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { formatName } from '../../../../shared/formats/names.ts'
import { Tag } from '../../../components/cells.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { useInspector, useScan, useView } from '../../../stores/context.tsx'
import { selectInspectorActions } from '../../../stores/inspector.ts'
import { selectViewActions } from '../../../stores/view.ts'
import { unknownSizesOfDisk } from '../../node/instances/instance-sums.ts'
import { diskAt, instanceOf, selectionFor } from '../../node/node-index.ts'
import { HostTag } from '../../node/tables/HostTag.tsx'
import { useOpenImage } from '../../node/tables/useRowActions.tsx'
import { useDescent } from '../../node/useDescent.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import { useRootAt } from '../../node/useRootAt.ts'
import { DescentLine } from '../chain/DescentLine.tsx'
import { LinkedFrom } from '../chain/LinkedFrom.tsx'
import { DetailHead } from '../DetailHead.tsx'
import { Dependants } from '../dependants/Dependants.tsx'
import classes from '../detail.module.css'
import { ProblemNotes } from '../problems/ProblemNotes.tsx'
import { useScanFindings } from '../problems/useScanFindings.ts'
import { Section } from '../Section.tsx'
import { DiskSizes } from '../Sizes.tsx'
import { BaseFacts } from './BaseFacts.tsx'
import { CacheFate } from './CacheFate.tsx'
import { ImageReportView } from './ImageReportView.tsx'
import { InspectNotice, InspectState } from './InspectState.tsx'
import { BasesOfImage, ImageOfBase } from './Relations.tsx'
import { summaryRead } from './summary-read.ts'

/** An image file of the scanned node: an instance's disk, a base or an image of the store. */
export function NodeImageDetail({ path }: { readonly path: TreePath }) {
  const { t } = useTranslation()
  const placeId = useScan(({ place }) => place?.id)
  const report = useInspector('detail', ({ report }) => report)
  const failure = useInspector('detail', ({ failure }) => failure)
  const target = useInspector('detail', ({ target }) => target)
  const { inspect, locate, forget } = useInspector('detail', selectInspectorActions)
  const { select } = useView(selectViewActions)
  const index = useNodeIndex()
  const openImage = useOpenImage()

  const owned = diskAt(path, index)
  const disk = owned?.disk
  const isLayer = disk !== undefined && owned?.row.layers?.includes(disk) === true
  // As qemu opens it: relative names count from the symlink.
  const named = disk?.linkedAt ?? path

  useEffect(() => {
    if (placeId !== undefined) void inspect({ placeId, path: named })
  }, [placeId, named, inspect])

  const isCurrent = target?.path === named
  const shown = isCurrent ? report : undefined
  const findings = useScanFindings(path, shown)
  const owner = owned?.row ?? instanceOf(path, index)
  const base = index.bases.get(path)
  const image = index.images.get(path)
  const firstName = image?.hardLinkOf
  const descent = useDescent(path)
  const at = useRootAt()
  const nodeFacts = (
    <>
      {descent && <DescentLine descent={descent} />}
      {owned && !isLayer && (
        <DiskSizes disk={owned.disk} unknown={t(unknownSizesOfDisk(owned.row, owned.disk))} />
      )}
    </>
  )
  return (
    <>
      <DetailHead
        title={showName(baseName(path))}
        path={shown?.displayPath ?? path}
        tags={
          <>
            {shown && <Tag>{formatName(summaryRead(shown).format)}</Tag>}
            <HostTag path={path} />
          </>
        }
        target={placeId === undefined ? undefined : { placeId, path }}
        onInspect={() => openImage(named)}
        onClose={() => select(undefined)}
      />
      <div className={classes['body']}>
        {owner && (
          <OtherLine
            title={t('instances.kind.instance')}
            name={owner.name ?? owner.uuid}
            onClick={() => select({ kind: 'instance', path: owner.id })}
          />
        )}
        {disk?.linkedAt !== undefined && <LinkedFrom what="disk" path={disk.linkedAt} />}
        {firstName !== undefined && (
          <OtherLine
            title={t('images.otherName')}
            name={firstName}
            onClick={() => select({ kind: 'image', path: firstName })}
          />
        )}
        {base && <BaseFacts base={base} />}
        {base && <ImageOfBase base={base} />}
        {base && <CacheFate base={base} />}
        {shown === undefined ? (
          <>
            <InspectState
              failure={isCurrent ? failure : undefined}
              onRetry={() => placeId !== undefined && void inspect({ placeId, path: named })}
            />
            {isCurrent && failure !== undefined && <ProblemNotes problems={findings} at={at} />}
            {nodeFacts}
          </>
        ) : (
          <>
            <InspectNotice failure={failure} />
            <ImageReportView
              report={shown}
              findings={findings}
              onInspect={(tab) => openImage(named, tab)}
              locating={{
                locate: (name) => void locate(name),
                forget: (name) => void forget(name),
              }}
              onLayer={(layer: ChainLayer) => select(selectionFor(layer.path, index))}
            >
              {nodeFacts}
            </ImageReportView>
          </>
        )}
        {base && <Dependants base={base} />}
        {image && <BasesOfImage image={image} />}
      </div>
    </>
  )
}

interface OtherLineProps {
  readonly title: string
  readonly name: string
  readonly onClick: () => void
}

/** Something else of the node, to go to. */
function OtherLine({ title, name, onClick }: OtherLineProps) {
  return (
    <Section title={title}>
      <button type="button" className={classes['row']} onClick={onClick}>
        <span className={classes['rowName']}>{showName(name)}</span>
      </button>
    </Section>
  )
}
