import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../shared/analysis/chain/chain-model.ts'
import type { ImageReport } from '../../../shared/ipc/answers.ts'
import { baseName, showName } from '../../format/path.ts'
import {
  useDiskMap,
  useImageTasks,
  useInspector,
  useScan,
  useStores,
  useView,
} from '../../stores/context.tsx'
import { selectDiskMapActions } from '../../stores/disk-map.ts'
import { choose } from '../../stores/fresh-image.ts'
import { selectImageTaskActions } from '../../stores/image-tasks.ts'
import { selectInspectorActions } from '../../stores/inspector.ts'
import { useCloseImage } from '../../stores/leaving.ts'
import { selectViewActions } from '../../stores/view.ts'
import type { InspectedImage, InspectorView } from '../../stores/view-state.ts'
import { DetailHead } from '../detail/DetailHead.tsx'
import { FormatTag } from '../detail/image/FormatTag.tsx'
import { InspectState } from '../detail/image/InspectState.tsx'
import { partByItself } from '../detail/image/part-by-itself.ts'
import { ChainPartTag } from '../node/files/ChainPartTag.tsx'
import { chainPart } from '../node/files/chain-part.ts'
import { imageLabel } from '../node/image-label.ts'
import { useNodeIndex } from '../node/useNodeIndex.ts'
import { ImageTabs } from './ImageTabs.tsx'
import classes from './InspectorScreen.module.css'
import { InspectorTabs } from './InspectorTabs.tsx'

/** One image on the whole window: its overview, every structure, its check and its map. */
export function InspectorScreen({ screen }: { readonly screen: InspectorView }) {
  const { t } = useTranslation()
  const { go } = useView(selectViewActions)
  const target = screen.images[screen.index]
  const { report, failure, retry, locating } = useReport(target)
  // A dropped image is granted alone; inside an opened folder every layer can be looked at.
  const isInFolder = target !== undefined && target.path !== ''
  const index = useNodeIndex()
  const onLayer = (layer: ChainLayer) => {
    if (target === undefined) return
    const label = imageLabel(layer.path, index)
    go({ ...screen, images: [{ placeId: target.placeId, path: layer.path, label }], index: 0 })
  }
  return (
    <main className={classes['screen']} aria-label={t('inspector.label')}>
      {screen.images.length > 1 && <ImageTabs screen={screen} />}
      <article className={classes['page']}>
        <div data-region="head">
          <Head target={target} report={report} />
        </div>
        {report === undefined ? (
          <div className={classes['body']}>
            <InspectState failure={failure} onRetry={retry} />
          </div>
        ) : (
          <InspectorTabs
            report={report}
            failure={failure}
            images={screen.images.length}
            tab={screen.tab ?? 'overview'}
            onTab={(tab) => go({ ...screen, tab })}
            locating={locating}
            onLayer={isInFolder ? onLayer : undefined}
          />
        )}
      </article>
    </main>
  )
}

/** The report of an image, read when it is turned to, and what may be chosen for its chain. */
function useReport(target: InspectedImage | undefined) {
  const report = useInspector('page', ({ report }) => report)
  const failure = useInspector('page', ({ failure }) => failure)
  const { inspect } = useInspector('page', selectInspectorActions)
  const stores = useStores()
  const { turnTo, clear } = useImageTasks(selectImageTaskActions)
  const { clear: clearMap } = useDiskMap(selectDiskMapActions)
  useEffect(() => {
    if (target === undefined) return
    turnTo(target)
    clearMap()
    void inspect(target)
  }, [target, inspect, turnTo, clearMap])
  useEffect(() => clear, [clear])
  const isCurrent = target !== undefined && report?.placeId === target.placeId
  return {
    report: isCurrent ? report : undefined,
    failure,
    retry: () => target !== undefined && void inspect(target),
    locating: {
      locate: (name: string) => void choose(stores, 'locate', name),
      forget: (name: string) => void choose(stores, 'forget', name),
    },
  }
}

const nameOf = ({ displayPath }: ImageReport): string => showName(baseName(displayPath))

interface HeadProps {
  readonly target: InspectedImage | undefined
  readonly report: ImageReport | undefined
}

function Head({ target, report }: HeadProps) {
  const { t } = useTranslation()
  const closeImage = useCloseImage()
  const label = target?.label ?? ''
  return (
    <DetailHead
      // Of one that was opened by itself the name that it was found by; of one of a node whose it is, too.
      title={report === undefined || report.path !== '' ? label : nameOf(report)}
      path={report?.displayPath ?? ''}
      tags={report && <Tags report={report} />}
      target={target}
      onClose={() => closeImage()}
      closeLabel={t('inspector.closeImage', { name: label })}
    />
  )
}

/** Its format, and what it is in a chain: where it was scanned, by all that was seen there. */
function Tags({ report }: { readonly report: ImageReport }) {
  const index = useNodeIndex()
  const scanned = useScan(({ place }) => place?.id)
  const row = report.placeId === scanned ? index.images.get(report.path) : undefined
  // A disk's or a base's own place tells what it is.
  const part = report.path === '' ? partByItself(report) : row && chainPart(row)
  return (
    <>
      <FormatTag report={report} />
      <ChainPartTag part={part} />
    </>
  )
}
