import { Button, Group } from '@mantine/core'
import { CircleAlert, CircleCheck, Link2Off, Lock, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Chain } from '../../../../shared/analysis/chain/chain-model.ts'
import { showName } from '../../../format/path.ts'
import classes from './ChainStrip.module.css'
import { chainEnd, type EndReport, isOwnHeader } from './chain-end.ts'
import { LocatedAgain } from './LocatedAgain.tsx'
import type { Locating } from './LocatedNote.tsx'

type State = Chain['state']

interface ChainEndProps {
  readonly report: EndReport
  readonly locating?: Locating | undefined
}

/** How the chain ends, and what may be done about it. */
export function ChainEnd({ report, locating }: ChainEndProps) {
  const { t } = useTranslation()
  const { state } = report.chain
  const { located, words, tone, lost, refused, chosen } = chainEnd(report)
  const Icon = endIcon(tone, state)
  return (
    <div className={classes['end']} data-tone={tone}>
      <p className={classes['endText']}>
        <Icon size={15} aria-hidden />
        <span>{t(words, { ...stateValues(state), count: located.length })}</span>
      </p>
      <EndNames state={state} />
      {refused !== undefined && report.chain.layers.length > 1 && (
        <Name>{refused.displayPath}</Name>
      )}
      {chosen !== undefined && <Chosen file={chosen} locating={locating} />}
      {lost !== undefined && chosen === undefined && locating && (
        <Button
          variant="default"
          title={t('chain.locateHint')}
          onClick={() => locating.locate(lost)}
          className={classes['locate'] ?? ''}
        >
          {t('chain.locate')}
        </Button>
      )}
    </div>
  )
}

/** A file that a person pointed at and that is no layer, as it cannot be read: with the way back. */
function Chosen({ file, locating }: ChosenProps) {
  const { t } = useTranslation()
  return (
    <>
      <Name>{file.path}</Name>
      <p>{t('chain.rule.located')}</p>
      {locating && (
        <Group gap="xs" className={classes['locate'] ?? ''}>
          <LocatedAgain name={file.name} locating={locating} />
        </Group>
      )}
    </>
  )
}

interface ChosenProps {
  readonly file: { readonly name: string; readonly path: string }
  readonly locating: Locating | undefined
}

function endIcon(tone: ReturnType<typeof chainEnd>['tone'], state: State): LucideIcon {
  if (tone === 'whole') return CircleCheck
  if (tone === 'denied') return Lock
  return state.kind === 'missing' ? Link2Off : CircleAlert
}

/** What the name is that could not be followed, and where that failed. */
function EndNames({ state }: { readonly state: State }) {
  const { t } = useTranslation()
  const name = 'name' in state ? state.name : undefined
  return (
    <>
      {name !== undefined && !isOwnHeader(state) && <Name>{name}</Name>}
      {state.kind === 'outside' && state.target !== name && <Name>{state.target}</Name>}
      {state.kind === 'unreadable' && (
        <p>
          {state.imageFault === undefined
            ? t(`treeFault.${state.fault.code}`)
            : t(`fault.${state.imageFault.code}`)}
        </p>
      )}
      {state.kind === 'missing' && state.isFolder && <p>{t('chain.folderThere')}</p>}
      {state.kind === 'missing' && state.tried.length > 0 && <Tried paths={state.tried} />}
    </>
  )
}

function Name({ children }: { readonly children: string }) {
  return <code className={classes['name']}>{showName(children)}</code>
}

function Tried({ paths }: { readonly paths: readonly string[] }) {
  const { t } = useTranslation()
  return (
    <details>
      <summary>{t('chain.tried')}</summary>
      <ul className={classes['tried']}>
        {paths.map((path) => (
          <li key={path}>{showName(path)}</li>
        ))}
      </ul>
    </details>
  )
}

function stateValues(state: State) {
  return {
    protocol: state.kind === 'protocol' ? state.protocol : '',
    limit: state.kind === 'too-deep' ? String(state.limit) : '',
  }
}
