import { Popover, Text } from '@mantine/core'
import { CircleHelp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExplainKey } from '../grid/columns.ts'
import classes from './Explain.module.css'
import { Sentences } from './Sentences.tsx'

/** A small button that says what a size means, how it is counted, with an example. */
export function Explain({ of, title }: { readonly of: ExplainKey; readonly title: string }) {
  const { t } = useTranslation()
  return (
    <Popover width={320} position="bottom" withArrow trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes['button']}
          aria-label={t('columns.explain', { column: title })}
        >
          <CircleHelp size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes['card']} tabIndex={-1}>
        <Text fw={600}>{title}</Text>
        <Sentences text={t(`explain.${of}.text`)} />
        <dl>
          <dt>{t('explain.formula')}</dt>
          <dd>
            <Sentences text={t(`explain.${of}.formula`)} />
          </dd>
          <dt>{t('explain.example')}</dt>
          <dd>{t(`explain.${of}.example`)}</dd>
        </dl>
      </Popover.Dropdown>
    </Popover>
  )
}
