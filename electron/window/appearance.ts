import { app, Menu, nativeTheme, type WebContents } from 'electron'
import {
  chosenLanguage,
  nativeTexts,
  offeredLanguage,
  type Translate,
} from '../../shared/i18n/native.ts'
import type { Settings } from '../../shared/ipc/contract.ts'
import { push } from '../ipc/main-ipc.ts'
import type { SettingsStore } from '../settings.ts'
import { menuTemplate } from './menu.ts'

/** What the settings decide for the whole app: its theme, its menu and their language. */
export class Appearance {
  readonly systemLanguage = offeredLanguage(app.getPreferredSystemLanguages()[0] ?? 'en')
  readonly #settings: SettingsStore
  readonly #page: () => WebContents

  /** `page` is asked once there are settings to tell it of. */
  constructor(settings: SettingsStore, page: () => WebContents) {
    this.#settings = settings
    this.#page = page
    this.#show(settings.get('settings'))
  }

  /** Words in the language of now. */
  translate(): Translate {
    const { language } = this.#settings.get('settings')
    return nativeTexts(chosenLanguage(language, this.systemLanguage))
  }

  /** Takes settings that are stored already. */
  apply(settings: Settings): void {
    this.#show(settings)
    push(this.#page(), 'settings:changed', settings)
  }

  #show(settings: Settings): void {
    nativeTheme.themeSource = settings.theme
    const template = menuTemplate(
      this.translate(),
      settings,
      {
        command: (command) => push(this.#page(), 'menu:command', command),
        change: (change) => this.#change(change),
      },
      app.isPackaged,
    )
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }

  #change(change: Partial<Settings>): void {
    const changed = { ...this.#settings.get('settings'), ...change }
    this.#settings.set('settings', changed)
    this.apply(changed)
  }
}
