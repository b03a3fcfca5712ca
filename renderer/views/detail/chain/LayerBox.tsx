import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../../shared/analysis/chain/chain-model.ts'
import { isAsItStands } from '../../../../shared/analysis/chain/recorded-format.ts'
import { knownAllocated } from '../../../../shared/analysis/sizes/known-allocated.ts'
import type { ImageRole } from '../../../../shared/formats/verdict/types.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { usageBar } from '../../../charts/geometry.ts'
import { formatLabel } from '../../../format/image-format.ts'
import { baseName, showName } from '../../../format/path.ts'
import classes from './ChainStrip.module.css'
import { LayerNaming } from './LayerNaming.tsx'

interface LayerBoxProps {
  readonly layer: ChainLayer
  readonly below: ChainLayer | undefined
  readonly index: number
  readonly isLast: boolean
  /** Other images stand on the first layer, so it is not the active one. */
  readonly isBelow: boolean
  /** What the first layer is to OpenStack: a guest writes to the top of a disk, and to no other file. */
  readonly role: ImageRole
  /** Bytes that the full width stands for. */
  readonly scale: number
  readonly onOpen: (() => void) | undefined
  /** Shown below the layer's own facts. */
  readonly children?: ReactNode
}

/** A layer of the strip: outline = virtual, fill = allocated, then how it was named and found. */
export function LayerBox(props: LayerBoxProps) {
  const { layer, below, index, isLast, isBelow, role, scale, onOpen, children } = props
  const { t } = useTranslation()
  const { image, displayPath, elsewhere } = layer
  const own = knownAllocated(layer)
  const held = (own ?? 0) + (elsewhere?.allocated ?? 0)
  const { absent = 0, uncounted = 0 } = elsewhere ?? {}
  const isAtLeast = absent + uncounted > 0
  const bar = usageBar(image.virtualSize, held, scale)
  const name = showName(baseName(displayPath))
  const first = isBelow ? 'diskLayers.place' : firstOf(role, isLast)
  const place =
    index === 0 ? t(first) : isLast ? t('chain.base') : t('chain.layer', { number: index })
  return (
    <div className={classes['layer']} data-first={index === 0}>
      <div className={classes['layerHead']}>
        <span className={classes['place']}>{place}</span>
        <span className={classes['format']}>{formatLabel(image)}</span>
        {image.encryption && !isAsItStands(layer) && (
          <span className={classes['encryption']}>
            {t('chain.encrypted', { how: image.encryption.toUpperCase() })}
          </span>
        )}
        <span className={classes['sizes']}>
          {t('chain.sizeOf', {
            allocated: own === undefined ? '–' : `${isAtLeast ? '≥ ' : ''}${formatSize(held)}`,
            virtual: image.virtualSize === undefined ? '–' : formatSize(image.virtualSize),
          })}
        </span>
      </div>
      <div className={classes['bar']} aria-hidden>
        {image.virtualSize === undefined && <span className={classes['unsized']} />}
        {bar.outline > 0 && (
          <span className={classes['outline']} style={{ width: `${bar.outline}%` }} />
        )}
        {bar.fill + bar.beyond > 0 && (
          <span className={classes['fill']} style={{ width: `${bar.fill + bar.beyond}%` }} />
        )}
      </div>
      {onOpen ? (
        <button type="button" className={classes['open']} onClick={onOpen} title={name}>
          {name}
        </button>
      ) : (
        <div className={classes['file']} title={name}>
          {name}
        </div>
      )}
      {layer.recorded && <LayerNaming layer={layer} recorded={layer.recorded} />}
      {children}
      <Growth layer={layer} below={below} />
    </div>
  )
}

/** What the guest writes is that whether what it stands on was found or not. */
function firstOf(role: ImageRole, isAlone: boolean) {
  if (role === 'disk') return 'chain.active'
  if (isAlone) return role === 'base' ? 'chain.base' : 'chain.only'
  return 'chain.top'
}

/** An overlay may well be larger than what it stands on; one that is smaller hides the end of it. */
function Growth(props: { readonly layer: ChainLayer; readonly below: ChainLayer | undefined }) {
  const { t } = useTranslation()
  const upper = props.layer.image.virtualSize
  const lower = props.below?.image.virtualSize
  if (upper === undefined || lower === undefined || upper === lower) return undefined
  const size = formatSize(Math.abs(upper - lower))
  return (
    <div className={classes['growth']} data-tone={upper < lower ? 'warning' : undefined}>
      {upper > lower ? t('chain.grows', { size }) : t('chain.shrinks', { size })}
    </div>
  )
}
