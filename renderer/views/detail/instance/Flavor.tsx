import { useTranslation } from 'react-i18next'
import type { FlavorFacts } from '../../../../shared/nova/domain-metadata.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { MIB } from '../../../../shared/values/sizes.ts'
import { showName } from '../../../format/path.ts'
import classes from '../detail.module.css'

export function Flavor({ of: flavor }: { readonly of: FlavorFacts }) {
  const { t } = useTranslation()
  const { vcpus, memoryMib, rootGib, ephemeralGib = 0, swapMib = 0 } = flavor
  const mib = (count: number) => formatSize(count * MIB)
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
