import { useTranslation } from 'react-i18next'
import type { ChainLayer } from '../../../../shared/analysis/chain/chain-model.ts'
import { formatsAgree } from '../../../../shared/formats/formats-agree.ts'
import { formatLabel } from '../../../format/image-format.ts'
import { showName } from '../../../format/path.ts'
import classes from './ChainStrip.module.css'

type Recorded = NonNullable<ChainLayer['recorded']>

interface LayerNamingProps {
  readonly layer: ChainLayer
  readonly recorded: Recorded
}

/** How the layer above names this one; where it was found and as what in full where that is not as it should be. */
export function LayerNaming({ layer, recorded }: LayerNamingProps) {
  const { t } = useTranslation()
  const { displayPath, image } = layer
  const { name, rule, format } = recorded
  const agrees = format !== undefined && formatsAgree(format, image)
  const isUsual = agrees && isWhereRecorded(recorded, displayPath)
  return (
    <dl className={classes['naming']}>
      <dt>{t('chain.recorded')}</dt>
      <dd className="selectable mono">
        <WholePath path={name} />
      </dd>
      <dt>{t(isUsual ? 'chain.foundAs' : 'chain.resolved')}</dt>
      {isUsual ? (
        <dd title={showName(displayPath)}>
          {t('chain.asDeclared', { place: t(`chain.rule.${rule}`), format })}
        </dd>
      ) : (
        <>
          <dd className="selectable mono">
            <WholePath path={displayPath} />
            <span className={classes['rule']}>{t(`chain.rule.${rule}`)}</span>
          </dd>
          <dt>{t('chain.declared')}</dt>
          <dd data-tone={agrees ? undefined : 'warning'}>
            {agrees || format === undefined
              ? (format ?? t('chain.notDeclared'))
              : t('chain.mismatch', { declared: format, detected: formatLabel(image) })}
          </dd>
        </>
      )}
    </dl>
  )
}

/** Below whatever root: the folders of the recorded name are those that it was found in. */
function isWhereRecorded({ name, rule }: Recorded, found: string): boolean {
  if (rule === 'located' || rule === 'base-directory') return false
  return found === name || found.endsWith(name.startsWith('/') ? name : `/${name}`)
}

/** Never shortened, but wrapped: the recorded path and the one found may differ in any part. */
function WholePath({ path }: { readonly path: string }) {
  return <span className={classes['whole']}>{showName(path)}</span>
}
