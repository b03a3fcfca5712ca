import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { NovaConfig } from '../../../../shared/nova/conf.ts'
import { type OptionValue, optionValues } from '../../../../shared/nova/options.ts'
import { Facts, Unknown } from '../../../components/Facts.tsx'
import { Fold } from '../../../components/Fold.tsx'
import { showName } from '../../../format/path.ts'
import classes from '../detail.module.css'

/** Every option of nova.conf that is read: what the files set, and Nova's defaults. */
export function Options({ nova }: { readonly nova: NovaConfig }) {
  const { t } = useTranslation()
  const all = optionValues(nova)
  const set = all.filter(({ isSet }) => isSet)
  return (
    <Fold title={t('setup.options.title', { count: set.length })}>
      <OptionList title={t('setup.options.set')} options={set} />
      <OptionList title={t('setup.options.defaults')} options={all.filter(({ isSet }) => !isSet)} />
    </Fold>
  )
}

interface OptionListProps {
  readonly title: string
  readonly options: readonly OptionValue[]
}

function OptionList({ title, options }: OptionListProps) {
  if (options.length === 0) return undefined
  return (
    <>
      <h4 className={classes['subTitle']}>{title}</h4>
      <Facts>
        {options.map(({ option, value }) => (
          <Option key={option} name={option.replace('DEFAULT.', '')} value={value} />
        ))}
      </Facts>
    </>
  )
}

interface OptionProps {
  readonly name: string
  readonly value: string | undefined
}

/** Names are longer than the pane is wide: they break between their words. */
function Option({ name, value }: OptionProps) {
  const { t } = useTranslation()
  return (
    <>
      <dt data-look="mono">
        {name.split(/(?<=[._])/).map((word) => (
          <Fragment key={word}>
            {word}
            <wbr />
          </Fragment>
        ))}
      </dt>
      <dd className="selectable" data-look="mono">
        {value === undefined ? <Unknown reason={t('setup.options.notTold')} /> : showName(value)}
      </dd>
    </>
  )
}
