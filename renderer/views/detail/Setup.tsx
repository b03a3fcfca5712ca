import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../shared/analysis/model.ts'
import type { GlanceStore } from '../../../shared/glance/conf.ts'
import type { NovaConfig } from '../../../shared/nova/conf.ts'
import { imageBackendOf } from '../../../shared/nova/image-backends.ts'
import { Tag } from '../../components/cells.tsx'
import { Fact, Facts } from '../../components/Facts.tsx'
import { showName } from '../../format/path.ts'
import classes from './detail.module.css'
import { Section } from './Section.tsx'

/** What nova.conf and glance-api.conf say of the node's files. */
export function Setup({ layout }: { readonly layout: NodeView['layout'] }) {
  const { t } = useTranslation()
  const { nova, novaConf, glance } = layout
  return (
    <>
      {nova && (
        <Section title={t('identity.setup.title')}>
          <NovaFacts nova={nova} conf={novaConf} />
        </Section>
      )}
      {glance && (
        <Section title={t('identity.setup.stores')}>
          <ul className={classes['rows']}>
            {glance.stores.map((store) => (
              <Store key={store.name} store={store} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function NovaFacts({
  nova,
  conf,
}: {
  readonly nova: NovaConfig
  readonly conf?: string | undefined
}) {
  const { t } = useTranslation()
  const { imagesType } = nova
  const { name } = imageBackendOf(imagesType, nova.useCowImages)
  const yesNo = (value: boolean) => t(value ? 'identity.setup.yes' : 'identity.setup.no')
  return (
    <Facts>
      <Fact name={t('identity.setup.imagesType')}>
        <b>{imagesType === 'default' ? t('identity.setup.byDefault', { name }) : imagesType}</b>
        <span className={classes['under']}>{t(`identity.setup.backend.${name}`)}</span>
      </Fact>
      <Place name={name} nova={nova} />
      <Fact name={t('identity.setup.forceRaw')}>{yesNo(nova.forceRawImages)}</Fact>
      <Fact name={t('identity.setup.preallocate')}>{nova.preallocateImages}</Fact>
      {nova.reservedHostDiskMib !== 0 && (
        <Fact name={t('identity.setup.reserved')}>{nova.reservedHostDiskMib}</Fact>
      )}
      {conf !== undefined && (
        <Fact name={t('identity.setup.conf')} look="mono">
          {showName(conf)}
        </Fact>
      )}
    </Facts>
  )
}

/** Where disks lie that are no files. */
function Place({ name, nova }: { readonly name: string; readonly nova: NovaConfig }) {
  const { t } = useTranslation()
  if (name === 'lvm') {
    return (
      <Fact name={t('identity.setup.volumeGroup')} look="mono">
        {nova.volumeGroup === undefined ? '–' : showName(nova.volumeGroup)}
      </Fact>
    )
  }
  if (name !== 'rbd') return undefined
  return (
    <>
      <Fact name={t('identity.setup.pool')} look="mono">
        {showName(nova.rbdPool ?? 'rbd')}
      </Fact>
      {nova.rbdCephConf !== undefined && (
        <Fact name={t('identity.setup.cephConf')} look="mono">
          {showName(nova.rbdCephConf)}
        </Fact>
      )}
    </>
  )
}

function Store({ store }: { readonly store: GlanceStore }) {
  const { t } = useTranslation()
  const { name, type, remote, isDefault, folders = [], pool } = store
  const where =
    pool === undefined
      ? t('identity.setup.storeRemote', { type })
      : t('identity.setup.storePool', { type, pool: showName(pool) })
  return (
    <li className={classes['entry']}>
      <span className={classes['rowName']}>
        <b>{showName(name)}</b> {isDefault && <Tag>{t('identity.setup.isDefault')}</Tag>}
      </span>
      <span className={classes['rowSize']}>{remote ? where : type}</span>
      {folders.map(({ path }) => (
        <span key={path} className={`selectable ${classes['under']}`} data-look="mono">
          {showName(path)}
        </span>
      ))}
    </li>
  )
}
