import { useDeferredValue } from 'react'
import { useView } from '../../stores/context.tsx'
import type { Screen } from '../../stores/view-state.ts'
import { HomeScreen } from '../home/HomeScreen.tsx'
import { OpenFailures } from '../home/OpenFailures.tsx'
import { InspectorScreen } from '../inspector/InspectorScreen.tsx'
import { NodeScreen } from '../node/NodeScreen.tsx'
import { AppBar } from './AppBar.tsx'
import { useCommandSources } from './commands.ts'
import { Dialogs } from './Dialogs.tsx'
import { DropTarget } from './DropTarget.tsx'
import { Messages } from './Messages.tsx'
import classes from './Shell.module.css'

/** The window: its bar, one screen, and what lies above both. */
export function Shell() {
  const screen = useView(({ screen }) => screen)
  // A screen is built in slices, between which keys and clicks are heard.
  const built = useDeferredValue(screen)
  useCommandSources()
  return (
    <div className={classes['shell']}>
      <AppBar />
      {screen.kind !== 'home' && <OpenFailures isBanner />}
      <ScreenView screen={built} />
      <Messages />
      <Dialogs />
      <DropTarget />
    </div>
  )
}

function ScreenView({ screen }: { readonly screen: Screen }) {
  switch (screen.kind) {
    case 'home':
      return <HomeScreen />
    case 'node':
      return <NodeScreen />
    case 'inspector':
      return <InspectorScreen screen={screen} />
  }
}
