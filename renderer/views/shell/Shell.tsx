import { memo, useDeferredValue, useLayoutEffect, useRef } from 'react'
import { isFocusLost } from '../../grid/lost-focus.ts'
import { usePlaces, useView } from '../../stores/context.tsx'
import { selectOpening } from '../../stores/places.ts'
import type { Screen } from '../../stores/view-state.ts'
import { HomeScreen } from '../home/HomeScreen.tsx'
import { OpenFailures } from '../home/OpenFailures.tsx'
import { InspectorScreen } from '../inspector/InspectorScreen.tsx'
import { NodeScreen } from '../node-screen/NodeScreen.tsx'
import { AppBar } from './AppBar.tsx'
import { Dialogs } from './Dialogs.tsx'
import { DropTarget } from './DropTarget.tsx'
import { Messages } from './Messages.tsx'
import classes from './Shell.module.css'
import { useCommandSources } from './useCommandSources.ts'
import { useNoSelectAll } from './useNoSelectAll.ts'
import { WaitingStatus } from './WaitingStatus.tsx'

/** The window: its bar, one screen, and what lies above both. */
export function Shell() {
  const screen = useView(({ screen }) => screen)
  // A screen is built in slices, between which keys and clicks are heard.
  const built = useDeferredValue(screen)
  const isOpening = usePlaces(selectOpening)
  useCommandSources()
  useNoSelectAll()
  return (
    <div className={classes['shell']}>
      <AppBar isBusy={isOpening || built !== screen} />
      <WaitingStatus />
      {screen.kind !== 'home' && <OpenFailures isBanner />}
      <ScreenView screen={built} />
      <Messages />
      <Dialogs />
      <DropTarget />
    </div>
  )
}

const ScreenView = memo(({ screen }: { readonly screen: Screen }) => {
  useHomeFocus(screen.kind)
  switch (screen.kind) {
    case 'home':
      return <HomeScreen />
    case 'node':
      return <NodeScreen />
    case 'inspector':
      return <InspectorScreen screen={screen} />
  }
})

/** What led back to the first screen is gone with the other: its first button takes the focus. */
function useHomeFocus(kind: Screen['kind']): void {
  const before = useRef(kind)
  useLayoutEffect(() => {
    const hasCome = before.current !== kind && kind === 'home'
    before.current = kind
    if (hasCome && isFocusLost()) document.querySelector<HTMLElement>('main button')?.focus()
  }, [kind])
}
