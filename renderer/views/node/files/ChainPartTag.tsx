import { useTranslation } from 'react-i18next'
import { Tag } from '../../../components/cells.tsx'
import type { ChainPart } from './chain-part.ts'

/** A base, an overlay or what lies between them, beside the image's name. */
export function ChainPartTag({ part }: { readonly part: ChainPart | undefined }) {
  const { t } = useTranslation()
  if (part === undefined) return undefined
  return (
    <span title={t(`images.partTitle.${part}`)}>
      <Tag>{t(`images.part.${part}`)}</Tag>
    </span>
  )
}
