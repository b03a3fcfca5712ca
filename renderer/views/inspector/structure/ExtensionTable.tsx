import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Qcow2Extension } from '../../../../shared/formats/qcow2/types.ts'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { PlainTable, SHOWN_ROWS } from '../../../components/PlainTable.tsx'
import { formatCount } from '../../../format/number.ts'
import { showName } from '../../../format/path.ts'
import { Section } from '../../detail/Section.tsx'
import classes from '../../detail/structures/structure.module.css'
import { hexText } from './header-rows.ts'

/** Every header extension, also of types that nobody knows. */
export function ExtensionTable({ extensions }: { readonly extensions: readonly Qcow2Extension[] }) {
  const { t } = useTranslation()
  const title = t('inspector.extensions.title')
  if (extensions.length === 0) {
    return (
      <Section title={title}>
        <p className={classes['soft']}>{t('inspector.extensions.empty')}</p>
      </Section>
    )
  }
  const columns = [
    { key: 'name', title: t('inspector.extensions.name') },
    { key: 'content', title: t('inspector.extensions.content') },
    { key: 'type', title: t('inspector.extensions.type') },
    { key: 'offset', title: t('inspector.extensions.offset'), align: 'end' },
    { key: 'length', title: t('inspector.extensions.length'), align: 'end' },
  ] as const
  return (
    <Section title={title}>
      <PlainTable label={title} columns={columns} more={extensions.length - SHOWN_ROWS}>
        {extensions.slice(0, SHOWN_ROWS).map((extension) => (
          <tr key={extension.offset}>
            <td>{t(`inspector.extensions.kind.${extension.kind}`)}</td>
            <td>{contentOf(extension, t)}</td>
            <td data-look="mono">{formatOffset(extension.type)}</td>
            <td data-look="mono" data-align="end" title={String(extension.offset)}>
              {formatOffset(extension.offset)}
            </td>
            <td data-align="end">{extension.length}</td>
          </tr>
        ))}
      </PlainTable>
    </Section>
  )
}

function contentOf(extension: Qcow2Extension, t: TFunction): string {
  switch (extension.kind) {
    case 'backing-format':
      return showName(extension.format)
    case 'feature-names':
      return t('inspector.extensions.names', { count: extension.names.length })
    case 'bitmaps': {
      const { count, directoryOffset } = extension.bitmaps
      return t('inspector.extensions.bitmapsAt', { count, offset: formatOffset(directoryOffset) })
    }
    case 'crypto': {
      const { length, offset } = extension.crypto
      return t('inspector.extensions.cryptoAt', {
        bytes: formatCount(Number(length), 'en'),
        offset: formatOffset(offset),
      })
    }
    case 'data-file':
      return showName(extension.name)
    case 'unknown':
      return hexText(extension.data)
  }
}
