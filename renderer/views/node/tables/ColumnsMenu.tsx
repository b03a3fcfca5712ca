import { Button, Menu } from '@mantine/core'
import { Check, Columns3, StretchHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNames } from '../../../components/useNames.ts'
import type { GridColumn } from '../../../grid/columns.ts'
import { withoutRoom } from '../../../grid/fitting.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import type { TableScope } from '../../../stores/view-state.ts'
import classes from './TableFrame.module.css'

interface ColumnsMenuProps {
  readonly scope: TableScope
  /** All that can be shown; the first one always is. */
  readonly known: readonly Pick<GridColumn<never>, 'id' | 'title' | 'rank'>[]
  readonly shown: readonly { readonly id: string }[]
}

/** Which columns a table shows. What is chosen stays, whatever fits. */
export function ColumnsMenu({ scope, known, shown }: ColumnsMenuProps) {
  const { t } = useTranslation()
  const choice = useView(({ columns }) => columns[scope])
  const { showColumn, fitColumns } = useView(selectViewActions)
  const isShown = (id: string) => shown.some((column) => column.id === id)
  const hidden = withoutRoom(known, shown, choice)
  const names = useNames()(hidden.map(({ title }) => t(`columns.${title}`)))
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
          {hidden.length > 0 && (
            <span className={classes['hidden']} title={t('identity.columnsHidden', { names })}>
              +{hidden.length}
            </span>
          )}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {known.slice(1).map(({ id, title }) => (
          <Menu.CheckboxItem
            key={id}
            checked={isShown(id)}
            checkIcon={<Check size={13} />}
            onChange={() => showColumn(scope, id, !isShown(id))}
          >
            {t(`columns.${title}`)}
            {hidden.some((column) => column.id === id) && (
              <span className={classes['noRoom']}>{t('identity.columnsNoRoom')}</span>
            )}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<StretchHorizontal size={13} aria-hidden />}
          disabled={choice.size === 0}
          onClick={() => fitColumns(scope)}
        >
          {t('identity.columnsFit')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
