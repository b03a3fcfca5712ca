import { Button } from '@mantine/core'
import { CircleAlert, CircleCheck, Link2Off } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Chain, ChainLayer } from '../../../../shared/analysis/chain/chain-model.ts'
import { endsAtHostOwn } from '../../../../shared/analysis/chain/host-own.ts'
import { locatedLayers } from '../../../../shared/analysis/chain/located-doubts.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { stripParts } from '../../../charts/geometry.ts'
import { showName } from '../../../format/path.ts'
import classes from './ChainStrip.module.css'
import { LayerBox } from './LayerBox.tsx'
import { LocatedNote, type Locating } from './LocatedNote.tsx'

interface ChainStripProps {
  readonly report: Pick<ImageReport, 'chain' | 'findings'>
  /** For the file that a missing name stands for; absent where that cannot be asked. */
  readonly locating?: Locating | undefined
  /** Shows a layer of the chain; absent where it cannot be shown. */
  readonly onLayer?: ((layer: ChainLayer) => void) | undefined
}

/** Active layer at the top, base at the bottom, one scale for all; then how the chain ends. */
export function ChainStrip({ report, locating, onLayer }: ChainStripProps) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const { layers } = report.chain
  const scale = layers.reduce(
    (most, { image, allocated }) => Math.max(most, image.virtualSize ?? 0, allocated),
    0,
  )
  return (
    <div className={classes['strip']}>
      <ol className={classes['layers']}>
        {stripParts(layers, isOpen).map((part) =>
          part.kind === 'collapsed' ? (
            <li key="collapsed" className={classes['collapsed']}>
              <span>{t('chain.collapsed', { count: part.count })}</span>
              <Button size="compact-xs" variant="subtle" onClick={() => setIsOpen(true)}>
                {t('chain.showAll')}
              </Button>
            </li>
          ) : (
            <li key={`${part.index} ${part.layer.path}`}>
              <LayerBox
                layer={part.layer}
                below={layers[part.index + 1]}
                index={part.index}
                isLast={part.index === layers.length - 1}
                scale={scale}
                onOpen={part.index > 0 && onLayer ? () => onLayer(part.layer) : undefined}
              />
            </li>
          ),
        )}
      </ol>
      <ChainEnd report={report} locating={locating} />
    </div>
  )
}

function ChainEnd({ report, locating }: Pick<ChainStripProps, 'report' | 'locating'>) {
  const { t } = useTranslation()
  const { state } = report.chain
  const isWhole = state.kind === 'standalone' || state.kind === 'complete'
  // An image that was opened by itself grants nothing beside it: nobody knows that anything is wrong.
  const isOpen = report.findings.some(({ code }) => code === 'backing-not-granted')
  const located = locatedLayers(report.chain)
  const lacksData = report.chain.layers.some(({ elsewhere }) => (elsewhere?.absent ?? 0) > 0)
  const isTrusted = isWhole && located.length === 0 && !lacksData
  const name = 'name' in state ? state.name : undefined
  // The last layer was found; it is its own header that says nothing of what is below.
  const isOwnHeader = state.kind === 'unreadable' && state.imageFault !== undefined
  // Where a file is pointed at by a person, it may be read wherever it lies.
  const isHostOwn = endsAtHostOwn(state)
  const isLost = state.kind === 'missing' || state.kind === 'outside'
  const lost = isLost && !isHostOwn ? state.name : undefined
  return (
    <div
      className={classes['end']}
      data-tone={isTrusted ? 'whole' : isOpen || isWhole ? 'open' : 'lacking'}
    >
      <p className={classes['endText']}>
        {isTrusted ? (
          <CircleCheck size={15} aria-hidden />
        ) : state.kind === 'missing' ? (
          <Link2Off size={15} aria-hidden />
        ) : (
          <CircleAlert size={15} aria-hidden />
        )}
        <span>
          {isOwnHeader
            ? t('chain.ownHeader')
            : isOpen && !isHostOwn
              ? t('chain.notGranted')
              : isWhole && lacksData
                ? t('facts.elsewhereUnknown')
                : isWhole && !isTrusted
                  ? t('located.whole')
                  : state.kind === 'standalone' && isInOthers(report.chain)
                    ? t('chain.dataElsewhere')
                    : t(`chain.state.${isHostOwn ? 'refused' : state.kind}`, stateValues(state))}
        </span>
      </p>
      {name !== undefined && !isOwnHeader && (
        <code className={classes['name']}>{showName(name)}</code>
      )}
      {state.kind === 'outside' && state.target !== name && (
        <code className={classes['name']}>{showName(state.target)}</code>
      )}
      {state.kind === 'unreadable' && (
        <p>
          {state.imageFault === undefined
            ? t(`treeFault.${state.fault.code}`)
            : t(`fault.${state.imageFault.code}`)}
        </p>
      )}
      {state.kind === 'missing' && state.tried.length > 0 && (
        <details>
          <summary>{t('chain.tried')}</summary>
          <ul className={classes['tried']}>
            {state.tried.map((path) => (
              <li key={path}>{showName(path)}</li>
            ))}
          </ul>
        </details>
      )}
      {located.map((layer) => (
        <LocatedNote key={layer.name} layer={layer} locating={locating} />
      ))}
      {lost !== undefined && locating && (
        <Button
          variant="default"
          title={t('chain.locateHint')}
          onClick={() => locating.locate(lost)}
          className={classes['locate'] ?? ''}
        >
          {t('chain.locate')}
        </Button>
      )}
    </div>
  )
}

/** Whether the guest's data are in other files; a descriptor that names itself has none there. */
function isInOthers({ layers }: Chain): boolean {
  return layers.some(({ image, elsewhere }) => {
    return image.dataFile !== undefined || (elsewhere?.allocated ?? 0) > 0
  })
}

function stateValues(state: Chain['state']) {
  return {
    protocol: state.kind === 'protocol' ? state.protocol : '',
    limit: state.kind === 'too-deep' ? String(state.limit) : '',
  }
}
