import { useTranslation } from 'react-i18next'
import { isGone } from '../../../../shared/analysis/disks/found-disks.ts'
import type { InstanceIdentity } from '../../../../shared/analysis/rows/identity.ts'
import type { InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import type { DomainGraphics } from '../../../../shared/nova/domain-devices.ts'
import type { FlavorFacts } from '../../../../shared/nova/domain-metadata.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { stateText } from '../../../../shared/report/state-text.ts'
import { Fact, Facts, SizeFact, Unknown } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'
import { formatTimeExact } from '../../../format/time.ts'
import { useScan } from '../../../stores/context.tsx'
import { isActive as selectIsActive } from '../../../stores/scan.ts'
import { mayBeMore } from '../../../stores/scan-lacks.ts'
import classes from '../detail.module.css'
import { Section } from '../Section.tsx'
import { Nics } from './Nics.tsx'

/** Whose an instance is, by its domain XML. */
export function Identity({ row }: { readonly row: InstanceRow }) {
  const { t } = useTranslation()
  const { identity } = row
  const isActive = useScan(selectIsActive)
  const isCut = useScan(mayBeMore)
  if (identity === undefined) {
    return (
      <Section title={t('identity.title')}>
        <p className={classes['faint']}>
          {t(isActive ? 'accounting.notYet' : isCut ? 'identity.notReached' : 'identity.none')}
        </p>
        {row.name !== undefined && <p className={classes['faint']}>{t('identity.rescued')}</p>}
        {row.otherHosts !== undefined && (
          <p>
            {t('otherHosts.maybe', {
              count: row.otherHosts.length,
              hosts: row.otherHosts.map(showName).join(', '),
            })}
          </p>
        )}
      </Section>
    )
  }
  const bootsHere = row.remoteDisks?.some((disk) => disk.root && isGone(disk)) !== true
  return (
    <>
      <Section title={t('identity.title')}>
        <IdentityFacts identity={identity} bootsHere={bootsHere} />
      </Section>
      {identity.nics.length > 0 && <Nics nics={identity.nics} />}
    </>
  )
}

interface IdentityFactsProps {
  readonly identity: InstanceIdentity
  readonly bootsHere: boolean
}

function IdentityFacts({ identity, bootsHere }: IdentityFactsProps) {
  const { t } = useTranslation()
  const { flavor, imageId, libvirtName, novaVersion, createdMs, vcpus, memory, state } = identity
  return (
    <Facts>
      {libvirtName !== undefined && (
        <Fact name={t('identity.libvirtName')} look="mono">
          {showName(libvirtName)}
        </Fact>
      )}
      {state !== undefined && <Fact name={t('identity.state')}>{stateText(state)}</Fact>}
      <Fact name={t('identity.flavor')}>
        {flavor === undefined ? (
          <Unknown reason={t('identity.noFlavor')} />
        ) : (
          <Flavor of={flavor} />
        )}
      </Fact>
      {flavor?.extraSpecs && (
        <Fact name={t('identity.extraSpecs')} look="mono">
          {flavor.extraSpecs.map(showName).join(', ')}
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
      {identity.savedAt !== undefined && (
        <Fact name={t('identity.managedSave')} look="mono">
          {showName(identity.savedAt)}
        </Fact>
      )}
    </Facts>
  )
}

function Flavor({ of: flavor }: { readonly of: FlavorFacts }) {
  const { t } = useTranslation()
  const { vcpus, memoryMib, rootGib, ephemeralGib = 0, swapMib = 0 } = flavor
  const mib = (count: number) => formatSize(count * 1024 ** 2)
  const parts = [
    vcpus !== undefined && t('identity.flavorParts.vcpus', { count: vcpus }),
    memoryMib !== undefined && t('identity.flavorParts.memory', { size: mib(memoryMib) }),
    rootGib !== undefined && t('identity.flavorParts.root', { size: mib(rootGib * 1024) }),
    ephemeralGib > 0 && t('identity.flavorParts.ephemeral', { size: mib(ephemeralGib * 1024) }),
    swapMib > 0 && t('identity.flavorParts.swap', { size: mib(swapMib) }),
  ].filter((part) => part !== false)
  return (
    <>
      <b>{showName(flavor.name)}</b>
      {flavor.id !== undefined && ` (${showName(flavor.id)})`}
      <span className={classes['under']}>{parts.join(' · ')}</span>
    </>
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

function Screens({ identity: { graphics, consoles } }: { readonly identity: InstanceIdentity }) {
  const { t } = useTranslation()
  const screenText = ({ type: name, listen, port }: DomainGraphics): string => {
    const type = showName(name)
    if (listen === undefined) {
      return port === undefined ? type : t('setup.screenPort', { type, port: showName(port) })
    }
    const place = listen.includes(':') ? `[${listen}]` : listen
    const address = port === undefined ? listen : `${place}:${port}`
    return t('identity.listens', { type, address: showName(address) })
  }
  return (
    <>
      {graphics.length > 0 && (
        <Fact name={t('identity.graphics')}>
          {graphics.map((screen) => (
            <div key={`${screen.type} ${screen.port}`}>{screenText(screen)}</div>
          ))}
        </Fact>
      )}
      {consoles.length > 0 && (
        <Fact name={t('identity.console')}>
          {consoles.map(({ type, path }) => (
            <div key={`${type} ${path}`}>
              {showName(type)}{' '}
              {path !== undefined && <span data-look="mono">{showName(path)}</span>}
            </div>
          ))}
        </Fact>
      )}
    </>
  )
}
