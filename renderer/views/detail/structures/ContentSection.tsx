import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { GuestContent } from '../../../../shared/formats/content/types.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { showName } from '../../../format/path.ts'
import { Section } from '../Section.tsx'

/** What raw data that is no disk looks like. */
export function ContentSection({ content }: { readonly content: GuestContent }) {
  const { t } = useTranslation()
  const kernel = content.kind === 'linux-kernel' ? content : undefined
  return (
    <Section title={t('guestData.content.title')}>
      <Facts>
        <Fact name={t('guestData.content.kind')}>{kindText(content, t)}</Fact>
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
    case 'cpio':
      return t('guestData.content.cpio')
    case 'packed':
      return t('guestData.content.packed', { packing: content.packing })
  }
}
