import type { Language, Settings } from '../../shared/ipc/contract.ts'
import type { Grants } from '../grants/grants.ts'
import type { ScannerClient } from '../scanner/client.ts'
import type { SettingsStore } from '../settings.ts'
import type { Dialogs } from '../window/dialogs.ts'
import type { Opener } from './opener.ts'

/** What the handlers work with. Nothing here is Electron's own, so that tests bring theirs. */
export interface HandlerContext {
  readonly version: string
  /** What starts the command line; undefined where nothing does. */
  readonly commandLine?: string | undefined
  readonly systemLanguage: Language
  readonly grants: Grants
  readonly opener: Opener
  readonly scanner: Pick<ScannerClient, 'call' | 'start' | 'startTask'>
  readonly settings: SettingsStore
  readonly dialogs: Pick<Dialogs, 'chooseFolder' | 'chooseImage' | 'locate' | 'saveReport'>
  readonly desktop: Desktop
  /** Makes changed settings felt: theme, menu, language. */
  readonly applySettings: (settings: Settings) => void
  /** A fresh temporary folder for the sample, removed when the app quits. */
  readonly sampleFolder: () => Promise<string>
}

export interface Desktop {
  copyText(text: string): void
  /** Shows a file in the system's file manager. */
  reveal(path: string): void
}
