import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { BootEntry, IsoDetails, IsoVolume } from '../../../../shared/formats/iso/types.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { Fact, Facts, SizeFact } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'
import { Section } from '../Section.tsx'

/** What the volume descriptors of a CD image say. */
export function VolumeSection({ iso }: { readonly iso: IsoDetails }) {
  const { t } = useTranslation()
  const { volume, boot, udf } = iso
  return (
    <Section title={t('guestData.volume.title')}>
      <Facts>
        {volume && <VolumeFacts volume={volume} />}
        {volume && <Fact name={t('guestData.volume.names')}>{namesText(iso, t)}</Fact>}
        {udf && (
          <Fact name={t('guestData.volume.udf')}>
            {udf.volumeId === undefined
              ? udf.standard
              : t('guestData.volume.udfNamed', {
                  standard: udf.standard,
                  name: showName(udf.volumeId),
                })}
          </Fact>
        )}
        {boot.length > 0 && (
          <Fact name={t('guestData.volume.boot')}>
            {boot.map((entry) => (
              <BootLine key={`${entry.platform} ${entry.offset}`} entry={entry} />
            ))}
          </Fact>
        )}
      </Facts>
    </Section>
  )
}

function VolumeFacts({ volume }: { readonly volume: IsoVolume }) {
  const { t } = useTranslation()
  const fields = ['volumeId', 'systemId', 'applicationId', 'publisherId', 'preparerId'] as const
  return (
    <>
      {fields
        .filter((field) => volume[field] !== '')
        .map((field) => (
          <Fact key={field} name={t(`guestData.volume.${field}`)} look="mono">
            {showName(volume[field])}
          </Fact>
        ))}
      <SizeFact name={t('guestData.volume.size')} bytes={volume.size} />
      {volume.createdAt !== undefined && (
        <Fact name={t('guestData.volume.createdAt')}>{volume.createdAt}</Fact>
      )}
    </>
  )
}

/** Kinds of names that the files of a volume have. */
function namesText({ joliet, rockRidge }: IsoDetails, t: TFunction): string {
  return [
    t('guestData.volume.iso9660'),
    ...(joliet === undefined ? [] : [t('guestData.volume.joliet', { level: joliet.level })]),
    ...(rockRidge ? [t('guestData.volume.rockRidge')] : []),
  ].join(' · ')
}

function BootLine({ entry }: { readonly entry: BootEntry }) {
  const { t } = useTranslation()
  const { platform, media, loadSize, offset, bootable } = entry
  const size = formatSize(loadSize)
  const line = t('guestData.volume.bootEntry', {
    platform: t(`guestData.volume.platforms.${platform}`),
    media: t(`guestData.volume.media.${media}`),
    size,
    offset: formatOffset(offset),
  })
  return <div>{bootable ? line : `${line} · ${t('guestData.volume.notBootable')}`}</div>
}
