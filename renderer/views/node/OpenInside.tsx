import { Button, Menu } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../shared/files/tree.ts'
import { PathText } from '../../components/PathText.tsx'
import { usePlaces } from '../../stores/context.tsx'
import { selectPlacesActions } from '../../stores/places.ts'
import classes from './OpenInside.module.css'
import { useRootAt } from './useRootAt.ts'

/** As many as a menu holds; the others are counted. */
const SHOWN = 50

/** Opens one of the nodes that lie inside of what is shown, in its place. */
export function OpenInside({ paths }: { readonly paths: readonly TreePath[] }) {
  const { t } = useTranslation()
  const { openPaths } = usePlaces(selectPlacesActions)
  const rootAt = useRootAt()
  const [first, ...others] = paths
  if (first === undefined) return undefined
  const open = (path: TreePath) => void openPaths([rootAt(path)])
  if (others.length === 0) {
    return (
      <Button size="compact-xs" variant="default" onClick={() => open(first)}>
        {t('setup.inside.open')}
      </Button>
    )
  }
  const more = paths.length - SHOWN
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          rightSection={<ChevronDown size={13} aria-hidden />}
        >
          {t('setup.inside.openOne')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes['nodes']}>
        {paths.slice(0, SHOWN).map((path) => (
          <Menu.Item key={path} onClick={() => open(path)}>
            <PathText path={path} />
          </Menu.Item>
        ))}
        {more > 0 && <Menu.Label>{t('bar.andMore', { count: more })}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
