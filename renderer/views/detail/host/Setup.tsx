import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { NovaConfig } from '../../../../shared/nova/conf.ts'
import type { EntryRole } from '../../../../shared/nova/entry-role.ts'
import { imageBackendOf } from '../../../../shared/nova/image-backends.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { useNames } from '../../../components/useNames.ts'
import { showName } from '../../../format/path.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { ImageStores } from './ImageStores.tsx'
import { Options } from './Options.tsx'

/** What nova.conf and glance-api.conf say of the node's files. */
export function Setup({ layout }: { readonly layout: NodeView['layout'] }) {
  const { t } = useTranslation()
  const { nova, novaFiles = [], glance } = layout
  return (
    <>
      {nova && (
        <Section title={t('identity.setup.title')} isFolded>
          <NovaFacts nova={nova} files={novaFiles} />
          <Options nova={nova} />
        </Section>
      )}
      {layout.isNamedByDomains && nova === undefined && <NamedByDomains layout={layout} />}
      {glance && <ImageStores glance={glance} conf={layout.glanceConf} />}
    </>
  )
}

function NamedByDomains({ layout }: { readonly layout: NodeView['layout'] }) {
  const { t } = useTranslation()
  return (
    <Section title={t('identity.setup.title')} isFolded>
      <Facts>
        <Fact name="instances_path" look="mono">
          {showName(layout.recordedInstancesPath ?? '')}
          <span className={classes['under']}>{t('setup.namedByDomains')}</span>
        </Fact>
      </Facts>
    </Section>
  )
}

/** Roles that files of several names have. */
const manyNamed: Readonly<Partial<Record<EntryRole, string>>> = {
  'disk.eph': 'disk.eph0…',
  rescue: '*.rescue',
}

function NovaFacts({
  nova,
  files,
}: {
  readonly nova: NovaConfig
  readonly files: readonly TreePath[]
}) {
  const { t } = useTranslation()
  const names = useNames()
  const { imagesType } = nova
  const { name, rootIsLocal, localRoles } = imageBackendOf(imagesType, nova.useCowImages)
  return (
    <Facts>
      <Fact name={t('identity.setup.imagesType')}>
        <b>{imagesType === 'default' ? t('identity.setup.byDefault', { name }) : imagesType}</b>
        <span className={classes['under']}>{t(`identity.setup.backend.${name}`)}</span>
      </Fact>
      <Place name={name} nova={nova} />
      <Fact name={t('setup.rootDisk')}>
        {t(rootIsLocal ? 'setup.rootIsLocal' : 'setup.rootIsElsewhere')}
      </Fact>
      <Fact name={t('setup.localFiles')} look="mono">
        {names(localRoles.map((role) => manyNamed[role] ?? role))}
      </Fact>
      {nova.host !== undefined && <Fact name={t('setup.host')}>{showName(nova.host)}</Fact>}
      {nova.instancesPath !== undefined && (
        <Fact name="instances_path" look="mono">
          {showName(nova.instancesPath)}
        </Fact>
      )}
      {files.length > 0 && (
        <Fact name={t('identity.setup.conf')} look="mono">
          {files.map((file) => (
            <div key={file}>{showName(file)}</div>
          ))}
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
