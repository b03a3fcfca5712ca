import { formatName } from '../../shared/formats/names.ts'
import type { ImageSummary } from '../../shared/formats/types.ts'
import { formatLabel } from '../format/image-format.ts'
import { useText } from '../i18n/text.tsx'
import { Cell } from './cells.tsx'

/** qemu's name of the format; what else the content was recognised as is the title. */
export function FormatCell({ image }: { readonly image: ImageSummary | undefined }) {
  const { t } = useText()
  if (image === undefined) {
    return (
      <Cell look="faint" title={t('facts.unknown')}>
        –
      </Cell>
    )
  }
  return (
    <Cell look="soft" title={formatLabel(image)}>
      {formatName(image.format)}
    </Cell>
  )
}
