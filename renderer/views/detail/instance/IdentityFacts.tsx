import { useTranslation } from 'react-i18next'
import type { InstanceIdentity } from '../../../../shared/analysis/rows/identity.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { stateText } from '../../../../shared/report/state-text.ts'
import { Fact, Facts, SizeFact, Unknown } from '../../../components/Facts.tsx'
import { useNames } from '../../../components/useNames.ts'
import { showName } from '../../../format/path.ts'
import { formatTimeExact } from '../../../format/time.ts'
import classes from '../detail.module.css'
import { Flavor } from './Flavor.tsx'
import { Screens } from './Screens.tsx'

interface IdentityFactsProps {
  readonly identity: InstanceIdentity
  readonly bootsHere: boolean
}

export function IdentityFacts({ identity, bootsHere }: IdentityFactsProps) {
  const { t, i18n } = useTranslation()
  const names = useNames()
  const { flavor, imageId, libvirtName, novaVersion, createdMs, vcpus, memory, state } = identity
  return (
    <Facts>
      {libvirtName !== undefined && (
        <Fact name={t('identity.libvirtName')} look="mono">
          {showName(libvirtName)}
        </Fact>
      )}
      {state !== undefined && (
        <Fact name={t('identity.state')}>{stateText(state, offeredLanguage(i18n.language))}</Fact>
      )}
      <Fact name={t('identity.flavor')}>
        {flavor === undefined ? (
          <Unknown reason={t('identity.noFlavor')} />
        ) : (
          <Flavor of={flavor} />
        )}
      </Fact>
      {flavor?.extraSpecs && (
        <Fact name={t('identity.extraSpecs')} look="mono">
          {names(flavor.extraSpecs)}
        </Fact>
      )}
      <Account name={t('identity.project')} title={identity.projectName} id={identity.projectId} />
      <Account name={t('identity.user')} title={identity.userName} id={identity.userId} />
      <Fact name={t('identity.image')} look={imageId === undefined ? undefined : 'mono'}>
        {imageId ?? <Unknown reason={bootsHere ? t('facts.unknown') : t('identity.fromVolume')} />}
      </Fact>
      {createdMs !== undefined && (
        <Fact name={t('identity.created')}>{formatTimeExact(createdMs)}</Fact>
      )}
      {novaVersion !== undefined && (
        <Fact name={t('identity.novaVersion')}>{showName(novaVersion)}</Fact>
      )}
      {vcpus !== undefined && <Fact name={t('identity.vcpus')}>{vcpus}</Fact>}
      {memory !== undefined && <SizeFact name={t('identity.memory')} bytes={memory} />}
      <Screens identity={identity} />
      <Fact name={t('identity.xml')} look="mono">
        {showName(identity.xml)}
      </Fact>
      {identity.definedOtherwise && identity.definedAt !== undefined && (
        <Fact name={t('identity.definedXml')} look="mono">
          {showName(identity.definedAt)}
          <span className={classes['under']}>
            {t('identity.definedOtherwise', {
              what: names(identity.definedOtherwise.map((one) => t(`identity.differs.${one}`))),
            })}
          </span>
        </Fact>
      )}
      {identity.savedAt !== undefined && (
        <Fact name={t('identity.managedSave')} look="mono">
          {showName(identity.savedAt)}
        </Fact>
      )}
    </Facts>
  )
}

interface AccountProps {
  readonly name: string
  readonly title: string | undefined
  readonly id: string | undefined
}

function Account({ name, title, id }: AccountProps) {
  if (id === undefined) return undefined
  return (
    <Fact name={name}>
      {title !== undefined && showName(title)}
      <span className={classes['under']} data-look="mono">
        {showName(id)}
      </span>
    </Fact>
  )
}
