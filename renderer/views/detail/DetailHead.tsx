import { ActionIcon, Tooltip } from '@mantine/core'
import { Copy, FolderSearch, ScanSearch, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PathText } from '../../components/PathText.tsx'
import { usePathActions } from '../../components/usePathActions.ts'
import type { ImageTarget } from '../../stores/inspector.ts'
import classes from './detail.module.css'

interface DetailHeadProps {
  readonly title: string
  readonly path?: string
  readonly tags?: ReactNode
  /** What copy and reveal act on. */
  readonly target?: ImageTarget | undefined
  readonly onInspect?: (() => void) | undefined
  readonly onClose?: () => void
  /** What that closes, if not the details. */
  readonly closeLabel?: string
}

export function DetailHead({
  title,
  path,
  tags,
  target,
  onInspect,
  onClose,
  closeLabel,
}: DetailHeadProps) {
  const { t } = useTranslation()
  const { copy, reveal } = usePathActions()
  return (
    <header className={classes['head']}>
      <div className={classes['titleLine']}>
        <div className={classes['names']}>
          <h2 className={classes['title']} title={title}>
            {title}
          </h2>
          {tags}
        </div>
        <div className={classes['headActions']}>
          {onInspect && (
            <Action label={t('detail.inspect')} onClick={onInspect}>
              <ScanSearch size={15} />
            </Action>
          )}
          {target && (
            <>
              <Action label={t('detail.copyPath')} onClick={() => void copy(target)}>
                <Copy size={15} />
              </Action>
              <Action label={t('detail.reveal')} onClick={() => void reveal(target)}>
                <FolderSearch size={15} />
              </Action>
            </>
          )}
          {onClose && (
            <Action label={closeLabel ?? t('detail.close')} onClick={onClose}>
              <X size={15} />
            </Action>
          )}
        </div>
      </div>
      {path !== undefined && path !== '' && (
        <div className={`${classes['path']} selectable`}>
          <PathText path={path} />
        </div>
      )}
    </header>
  )
}

function Action(props: {
  readonly label: string
  readonly onClick: () => void
  readonly children: ReactNode
}) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon aria-label={props.label} onClick={props.onClick}>
        {props.children}
      </ActionIcon>
    </Tooltip>
  )
}
