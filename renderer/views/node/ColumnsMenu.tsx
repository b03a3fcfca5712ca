import { Button, Menu } from '@mantine/core'
import { Check, Columns3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useView } from '../../stores/context.tsx'
import { type OptionalColumn, selectViewActions } from '../../stores/view.ts'

/** Columns that are shown when somebody asks for them; only those of which anything is known. */
export function ColumnsMenu({ known }: { readonly known: readonly OptionalColumn[] }) {
  const { t } = useTranslation()
  const columns = useView(({ columns }) => columns)
  const { toggleColumn } = useView(selectViewActions)
  if (known.length === 0) return undefined
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          leftSection={<Columns3 size={13} aria-hidden />}
        >
          {t('identity.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {known.map((column) => (
          <Menu.CheckboxItem
            key={column}
            checked={columns.has(column)}
            checkIcon={<Check size={13} />}
            onChange={() => toggleColumn(column)}
          >
            {t(`columns.${column}`)}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
