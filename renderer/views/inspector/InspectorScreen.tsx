import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../shared/analysis/model.ts'
import { Tag } from '../../components/cells.tsx'
import { formatName } from '../../format/image-format.ts'
import { baseName, showName } from '../../format/path.ts'
import { useInspector, useView } from '../../stores/context.tsx'
import { selectInspectorActions } from '../../stores/inspector.ts'
import { type Screen, selectViewActions } from '../../stores/view.ts'
import { ChainStrip } from '../detail/ChainStrip.tsx'
import { DetailHead } from '../detail/DetailHead.tsx'
import { ImageFacts } from '../detail/ImageFacts.tsx'
import { ImageFault } from '../detail/ImageReportView.tsx'
import { InspectNotice, InspectState } from '../detail/InspectState.tsx'
import { ProblemNotes } from '../detail/ProblemNotes.tsx'
import { Section } from '../detail/Section.tsx'
import { Structures } from '../detail/Structures.tsx'
import { ImageTabs } from './ImageTabs.tsx'
import classes from './InspectorScreen.module.css'
import { VerdictSection } from './Verdict.tsx'

type InspectorView = Extract<Screen, { readonly kind: 'inspector' }>

/** One image on the whole window: chain, facts, problems and every structure of its header. */
export function InspectorScreen({ screen }: { readonly screen: InspectorView }) {
  const { t } = useTranslation()
  const { go } = useView(selectViewActions)
  const target = screen.images[screen.index]
  const report = useInspector('page', ({ report }) => report)
  const failure = useInspector('page', ({ failure }) => failure)
  const { inspect, locate } = useInspector('page', selectInspectorActions)
  useEffect(() => {
    if (target !== undefined) void inspect(target)
  }, [target, inspect])
  const isCurrent = report?.placeId === target?.placeId
  const shown = isCurrent ? report : undefined
  // A dropped image is granted alone; inside an opened folder every layer can be looked at.
  const isInFolder = target !== undefined && target.path !== ''
  const onLayer = (layer: ChainLayer) => {
    if (target === undefined) return
    const label = showName(baseName(layer.path))
    go({ ...screen, images: [{ placeId: target.placeId, path: layer.path, label }], index: 0 })
  }
  return (
    <main className={classes['screen']} aria-label={t('inspector.label')}>
      {screen.images.length > 1 && <ImageTabs screen={screen} />}
      <article className={classes['page']}>
        <DetailHead
          title={shown === undefined ? '' : showName(baseName(shown.displayPath))}
          path={shown?.displayPath ?? ''}
          tags={shown && <Tag>{formatName(shown.details.summary.format)}</Tag>}
          target={target}
        />
        <div className={classes['body']}>
          {shown === undefined || target === undefined ? (
            <InspectState
              failure={failure}
              onRetry={() => target !== undefined && void inspect(target)}
            />
          ) : (
            <div className={classes['columns']}>
              <div>
                <InspectNotice failure={failure} />
                <Section title={t('chain.title')}>
                  <ChainStrip
                    chain={shown.chain}
                    onLocate={(name) => void locate(name)}
                    onLayer={isInFolder ? onLayer : undefined}
                  />
                </Section>
                <ImageFault report={shown} />
                <ProblemNotes problems={shown.findings} />
                <VerdictSection verdict={shown.verdict} />
              </div>
              <div>
                <Section title={t('detail.facts')}>
                  <ImageFacts summary={shown.details.summary} stat={shown.stat} />
                </Section>
                <Structures details={shown.details} />
              </div>
            </div>
          )}
        </div>
      </article>
    </main>
  )
}
