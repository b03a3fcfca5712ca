import { useTranslation } from 'react-i18next'
import type { GlanceConfig } from '../../../../shared/glance/conf.ts'
import type { GlanceStore, StoreFolder } from '../../../../shared/glance/stores.ts'
import { Tag } from '../../../components/cells.tsx'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { Fold } from '../../../components/Fold.tsx'
import { showName } from '../../../format/path.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'

interface ImageStoresProps {
  readonly glance: GlanceConfig
  /** The configuration that says so. */
  readonly conf: string | undefined
}

/** Where Glance keeps images, and what else it keeps beside them. */
export function ImageStores({ glance, conf }: ImageStoresProps) {
  const { t } = useTranslation()
  return (
    <Section title={t('identity.setup.stores')}>
      <ul className={classes['rows']}>
        {glance.stores.map((store) => (
          <Store key={store.name} store={store} />
        ))}
      </ul>
      <OtherFolders glance={glance} />
      {conf !== undefined && (
        <Facts>
          <Fact name={t('identity.setup.conf')} look="mono">
            {showName(conf)}
          </Fact>
        </Facts>
      )}
    </Section>
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
      {folders.map((folder) => (
        <Folder key={folder.path} folder={folder} isOne={folders.length === 1} />
      ))}
    </li>
  )
}

interface FolderProps {
  readonly folder: StoreFolder
  /** Of one folder nobody asks which comes first. */
  readonly isOne: boolean
}

function Folder({ folder: { path, priority }, isOne }: FolderProps) {
  const { t } = useTranslation()
  return (
    <span className={`selectable ${classes['under']}`}>
      <span data-look="mono">{showName(path)}</span>
      {!isOne && ` · ${t('setup.stores.priority', { priority })}`}
    </span>
  )
}

const kinds = ['imageCacheDir', 'stagingDir', 'scrubberDir', 'tasksWorkDir'] as const

function OtherFolders({ glance }: { readonly glance: GlanceConfig }) {
  const { t } = useTranslation()
  const set = kinds.filter((kind) => glance[kind] !== undefined)
  if (set.length === 0) return undefined
  return (
    <Fold title={t('setup.stores.others', { count: set.length })}>
      <Facts>
        {set.map((kind) => (
          <Fact key={kind} name={t(`setup.stores.${kind}`)} look="mono">
            {showName(glance[kind] ?? '')}
          </Fact>
        ))}
      </Facts>
    </Fold>
  )
}
