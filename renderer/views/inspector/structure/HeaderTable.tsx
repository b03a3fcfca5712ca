import { useTranslation } from 'react-i18next'
import type { Qcow2Header } from '../../../../shared/formats/qcow2/types.ts'
import { PlainTable } from '../../../components/PlainTable.tsx'
import { Section } from '../../detail/Section.tsx'
import { headerRows } from './header-rows.ts'

/** The header's fields in words, with their names in the specification. */
export function HeaderTable({ header }: { readonly header: Qcow2Header }) {
  const { t } = useTranslation()
  const title = t('inspector.header.title')
  const columns = [
    { key: 'field', title: t('inspector.header.field') },
    { key: 'value', title: t('inspector.header.value') },
    { key: 'spec', title: t('inspector.header.specName') },
  ]
  return (
    <Section title={title}>
      <PlainTable label={title} columns={columns}>
        {headerRows(header, t).map(({ key, value, spec }) => (
          <tr key={key}>
            <td data-look="name">{t(`inspector.header.fields.${key}`)}</td>
            <td data-look="value">{value}</td>
            <td data-look="mono">{spec}</td>
          </tr>
        ))}
      </PlainTable>
    </Section>
  )
}
