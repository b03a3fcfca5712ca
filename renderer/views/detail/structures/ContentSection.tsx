import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { GuestContent, VolumeType } from '../../../../shared/formats/content/types.ts'
import { Fact, Facts, SizeFact } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'
import { Section } from '../Section.tsx'

/** What raw data without partitions looks like. */
export function ContentSection({ content }: { readonly content: GuestContent }) {
  const { t } = useTranslation()
  const kernel = content.kind === 'linux-kernel' ? content : undefined
  const volume = content.kind === 'volume' ? content : undefined
  return (
    <Section title={t('guestData.content.title')}>
      <Facts>
        <Fact name={t('guestData.content.kind')}>{kindText(content, t)}</Fact>
        {volume?.label !== undefined && (
          <Fact name={t('guestData.content.label')}>{showName(volume.label)}</Fact>
        )}
        {volume?.size !== undefined && (
          <SizeFact name={t('guestData.content.size')} bytes={volume.size} />
        )}
        {kernel?.version !== undefined && (
          <Fact name={t('guestData.content.version')} look="mono">
            {showName(kernel.version)}
          </Fact>
        )}
        {kernel?.bootProtocol !== undefined && (
          <Fact name={t('guestData.content.bootProtocol')}>{kernel.bootProtocol}</Fact>
        )}
      </Facts>
    </Section>
  )
}

function kindText(content: GuestContent, t: TFunction): string {
  switch (content.kind) {
    case 'linux-kernel':
      return t('guestData.content.kernel', { architecture: content.architecture })
    case 'volume':
      return volumeText(content.type, t)
    case 'elf':
      return t('guestData.content.elf', { bits: content.bits })
    case 'cpio':
      return t('guestData.content.cpio')
    case 'packed':
      return t('guestData.content.packed', { packing: content.packing })
  }
}

function volumeText(type: VolumeType, t: TFunction): string {
  switch (type) {
    case 'swap':
    case 'LVM2_member':
    case 'linux_raid_member':
      return t(`guestData.content.volume.${type}`)
    default:
      return t('guestData.content.volume.fileSystem', { type })
  }
}
