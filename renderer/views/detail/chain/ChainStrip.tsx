import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../../shared/analysis/chain/chain-model.ts'
import {
  type LocatedLayer,
  locatedLayers,
} from '../../../../shared/analysis/chain/located-doubts.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { stripParts } from '../../../charts/geometry.ts'
import { ChainEnd } from './ChainEnd.tsx'
import classes from './ChainStrip.module.css'
import type { EndReport } from './chain-end.ts'
import { LayerBox } from './LayerBox.tsx'
import { LocatedNote, type Locating } from './LocatedNote.tsx'

interface ChainStripProps {
  readonly report: EndReport & Pick<ImageReport, 'verdict'>
  /** For the file that a missing name stands for; absent where that cannot be asked. */
  readonly locating?: Locating | undefined
  /** Shows a layer of the chain; absent where it cannot be shown. */
  readonly onLayer?: ((layer: ChainLayer) => void) | undefined
  /** What stands on the image, where that is known to be a layer itself. */
  readonly above?: ReactNode
}

/** Active layer at the top, base at the bottom, one scale for all; then how the chain ends. */
export function ChainStrip({ report, locating, onLayer, above }: ChainStripProps) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const { layers } = report.chain
  const scale = layers.reduce(
    (most, { image, allocated }) => Math.max(most, image.virtualSize ?? 0, allocated),
    0,
  )
  const located = new Map(locatedLayers(report.chain).map((one) => [one.layer, one]))
  return (
    <div className={classes['strip']}>
      <ol className={classes['layers']}>
        {shownParts(layers, isOpen, located).map((part) =>
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
                isBelow={above !== undefined}
                role={report.verdict.role}
                scale={scale}
                onOpen={part.index > 0 && onLayer ? () => onLayer(part.layer) : undefined}
              >
                {part.index === 0 && above}
                <LocatedNote layer={located.get(part.layer)} locating={locating} />
              </LayerBox>
            </li>
          ),
        )}
      </ol>
      <ChainEnd report={report} locating={locating} />
    </div>
  )
}

/** The layers to show: all of them where folding would hide one that a person pointed at. */
function shownParts(
  layers: readonly ChainLayer[],
  isOpen: boolean,
  located: ReadonlyMap<ChainLayer, LocatedLayer>,
) {
  const parts = stripParts(layers, isOpen)
  const shown = new Set(parts.flatMap((part) => (part.kind === 'collapsed' ? [] : [part.layer])))
  return [...located.keys()].every((layer) => shown.has(layer)) ? parts : stripParts(layers, true)
}
