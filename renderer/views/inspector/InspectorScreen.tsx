import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../shared/analysis/chain/chain-model.ts'
import { formatName } from '../../../shared/formats/names.ts'
import { Tag } from '../../components/cells.tsx'
import { baseName, showName } from '../../format/path.ts'
import { useDiskMap, useImageTasks, useInspector, useView } from '../../stores/context.tsx'
import { selectDiskMapActions } from '../../stores/disk-map.ts'
import { selectImageTaskActions } from '../../stores/image-tasks.ts'
import { selectInspectorActions } from '../../stores/inspector.ts'
import { useCloseImage } from '../../stores/leaving.ts'
import { selectViewActions } from '../../stores/view.ts'
import type { Screen } from '../../stores/view-state.ts'
import { DetailHead } from '../detail/DetailHead.tsx'
import { InspectState } from '../detail/image/InspectState.tsx'
import { summaryRead } from '../detail/image/summary-read.ts'
import { ImageTabs } from './ImageTabs.tsx'
import classes from './InspectorScreen.module.css'
import { InspectorTabs } from './InspectorTabs.tsx'

type InspectorView = Extract<Screen, { readonly kind: 'inspector' }>

/** One image on the whole window: its overview, every structure, its check and its map. */
export function InspectorScreen({ screen }: { readonly screen: InspectorView }) {
  const { t } = useTranslation()
  const { go } = useView(selectViewActions)
  const closeImage = useCloseImage()
  const target = screen.images[screen.index]
  const report = useInspector('page', ({ report }) => report)
  const failure = useInspector('page', ({ failure }) => failure)
  const { inspect, locate, forget } = useInspector('page', selectInspectorActions)
  const { turnTo, clear } = useImageTasks(selectImageTaskActions)
  const { clear: clearMap } = useDiskMap(selectDiskMapActions)
  useEffect(() => {
    if (target === undefined) return
    turnTo(target)
    clearMap()
    void inspect(target)
  }, [target, inspect, turnTo, clearMap])
  useEffect(() => clear, [clear])
  const isCurrent = report?.placeId === target?.placeId
  const shown = isCurrent ? report : undefined
  // A dropped image is granted alone; inside an opened folder every layer can be looked at.
  const isInFolder = target !== undefined && target.path !== ''
  const onLayer = (layer: ChainLayer) => {
    if (target === undefined) return
    const label = showName(baseName(layer.path))
    go({ ...screen, images: [{ placeId: target.placeId, path: layer.path, label }], index: 0 })
  }
  const anew = async (choice: Promise<void>) => {
    await choice
    // A map through the chain as it was is no longer true.
    clear()
    if (target !== undefined) turnTo(target)
  }
  return (
    <main className={classes['screen']} aria-label={t('inspector.label')}>
      {screen.images.length > 1 && <ImageTabs screen={screen} />}
      <article className={classes['page']}>
        <DetailHead
          title={
            shown === undefined ? (target?.label ?? '') : showName(baseName(shown.displayPath))
          }
          path={shown?.displayPath ?? ''}
          tags={shown && <Tag>{formatName(summaryRead(shown).format)}</Tag>}
          target={target}
          onClose={() => closeImage()}
          closeLabel={t('inspector.closeImage', { name: target?.label ?? '' })}
        />
        {shown === undefined || target === undefined ? (
          <div className={classes['body']}>
            <InspectState
              failure={failure}
              onRetry={() => target !== undefined && void inspect(target)}
            />
          </div>
        ) : (
          <InspectorTabs
            report={shown}
            failure={failure}
            images={screen.images.length}
            tab={screen.tab ?? 'overview'}
            onTab={(tab) => go({ ...screen, tab })}
            locating={{
              locate: (name) => void anew(locate(name)),
              forget: (name) => void anew(forget(name)),
            }}
            onLayer={isInFolder ? onLayer : undefined}
          />
        )}
      </article>
    </main>
  )
}
