import { ActionIcon, Menu } from '@mantine/core'
import { Check, Info, Settings as SettingsIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/ipc/contract.ts'
import { useSettings, useView } from '../../stores/context.tsx'
import { selectSettingsActions } from '../../stores/settings.ts'
import { selectViewActions } from '../../stores/view.ts'

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark']
const languages: readonly Settings['language'][] = ['system', 'en', 'zh-CN']

/** Languages are named in themselves, so that they are found whatever the window speaks. */
const languageName = { en: 'English', 'zh-CN': '简体中文' } as const

export function SettingsMenu() {
  const { t } = useTranslation()
  const settings = useSettings(({ settings }) => settings)
  const { change } = useSettings(selectSettingsActions)
  const { openDialog } = useView(selectViewActions)
  return (
    <Menu position="bottom-end" width={210} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon aria-label={t('bar.settings')} title={t('bar.settings')}>
          <SettingsIcon size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('settings.theme')}</Menu.Label>
        {themes.map((theme) => (
          <Choice
            key={theme}
            value={theme}
            isChosen={settings.theme === theme}
            label={t(`settings.${theme}`)}
            onChoose={() => void change({ theme })}
          />
        ))}
        <Menu.Divider />
        <Menu.Label>{t('settings.language')}</Menu.Label>
        {languages.map((language) => (
          <Choice
            key={language}
            value={language}
            isChosen={settings.language === language}
            label={language === 'system' ? t('settings.systemLanguage') : languageName[language]}
            onChoose={() => void change({ language })}
          />
        ))}
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick
          leftSection={<Info size={14} />}
          onClick={() => openDialog('about')}
        >
          {t('app.aboutTitle')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

interface ChoiceProps {
  readonly value: string
  readonly isChosen: boolean
  readonly label: string
  readonly onChoose: () => void
}

function Choice({ value, isChosen, label, onChoose }: ChoiceProps) {
  return (
    <Menu.RadioItem
      value={value}
      checked={isChosen}
      checkIcon={<Check size={14} />}
      onChange={onChoose}
    >
      {label}
    </Menu.RadioItem>
  )
}
