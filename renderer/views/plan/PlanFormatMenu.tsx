import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PLAN_FORMATS, type PlanFormat } from '../../../shared/ipc/plan.ts'

interface PlanFormatMenuProps {
  readonly title: string
  readonly icon: ReactNode
  readonly onChoose: (format: PlanFormat) => void
}

/** A button that asks as what the plan shall be written. */
export function PlanFormatMenu({ title, icon, onChoose }: PlanFormatMenuProps) {
  const { t } = useTranslation()
  return (
    <Menu position="top-end" width={230}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={icon}
          rightSection={<ChevronDown size={12} />}
        >
          {title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PLAN_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => onChoose(format)}>
            {t(`plan.bar.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
