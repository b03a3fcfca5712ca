import { createStore } from 'zustand/vanilla'
import type { Bootstrap, Language, Settings, Theme } from '../../shared/ipc/contract.ts'
import type { Api } from '../api.ts'

export interface SettingsState {
  readonly version: string
  /** What a shell starts the command line by; undefined where there is none. */
  readonly commandLine: string | undefined
  readonly systemLanguage: Language
  readonly settings: Settings
  readonly actions: SettingsActions
}

export interface SettingsActions {
  readonly load: (bootstrap: Bootstrap) => void
  /** Applied at once; kept by the main process, which also turns its own menus and theme. */
  readonly change: (change: Partial<Settings>) => Promise<void>
  readonly receive: (settings: Settings) => void
}

const initialSettings = () => ({
  version: '',
  commandLine: undefined as string | undefined,
  systemLanguage: 'en' as Language,
  settings: { language: 'system', theme: 'system' } as Settings,
})

export type SettingsStore = ReturnType<typeof createSettingsStore>

export function createSettingsStore(api: Pick<Api, 'request'>) {
  return createStore<SettingsState>((set, get) => ({
    ...initialSettings(),
    actions: {
      load: ({ version, commandLine, systemLanguage, settings }) =>
        set({ version, commandLine, systemLanguage, settings }),
      change: async (change) => {
        const before = get().settings
        const wanted = { ...before, ...change }
        set({ settings: wanted })
        const answer = await api.request('settings:set', change)
        // A later change must not be undone by the answer to an earlier one.
        if (get().settings === wanted) set({ settings: answer.ok ? answer.value : before })
      },
      receive: (settings) => set({ settings }),
    },
  }))
}

export const selectLanguage = (state: SettingsState): Language =>
  state.settings.language === 'system' ? state.systemLanguage : state.settings.language
export const selectTheme = (state: SettingsState): Theme => state.settings.theme
export const selectSettingsActions = (state: SettingsState) => state.actions
