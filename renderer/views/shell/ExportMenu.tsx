import { Button, Menu } from '@mantine/core'
import { ChevronDown, Download } from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { REPORT_FORMATS } from '../../../shared/ipc/report-format.ts'
import { useScan } from '../../stores/context.tsx'
import { useReports } from './useReports.ts'

/** The page's keys and the native menu open it by this. An id would be replaced by the menu's own. */
export const exportButton = '[data-export]'

export function ExportMenu() {
  const { t } = useTranslation()
  const isReady = useScan(({ view }) => view !== undefined)
  const { chosen, all, save, missing } = useReports()
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <Button
          data-export=""
          variant="default"
          leftSection={<Download size={14} />}
          rightSection={<ChevronDown size={13} />}
          disabled={!isReady}
          title={isReady ? undefined : t('export.notYet')}
        >
          {t('bar.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {REPORT_FORMATS.map((format) => (
          <Fragment key={format}>
            {format === 'csv-instances' && <Menu.Label>{t('export.tables')}</Menu.Label>}
            {format === 'plan-markdown' && <Menu.Divider />}
            {format === 'plan-markdown' && chosen > 0 && (
              <Menu.Label>
                {t('plan.bar.chosen', {
                  steps: t('plan.steps', { count: chosen }),
                  all,
                })}
              </Menu.Label>
            )}
            <Entry
              name={t(`export.${format}`)}
              missing={missing(format)}
              onClick={() => save(format)}
            />
          </Fragment>
        ))}
        <Menu.Divider />
        <Menu.Label fw={400}>{t('export.hint')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}

interface EntryProps {
  readonly name: string
  /** Why there is nothing to save. */
  readonly missing: string | undefined
  readonly onClick: () => void
}

/** An entry that is off takes no pointer: what is around it has the reason. */
function Entry({ name, missing, onClick }: EntryProps) {
  return (
    <div role="none" title={missing}>
      <Menu.Item disabled={missing !== undefined} onClick={onClick}>
        {name}
      </Menu.Item>
    </div>
  )
}
