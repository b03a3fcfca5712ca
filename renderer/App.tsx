import { MantineProvider } from '@mantine/core'
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { Api } from './api.ts'
import { ErrorBoundary } from './components/ErrorBoundary.tsx'
import { createI18n } from './i18n/index.ts'
import { TextProvider } from './i18n/text.tsx'
import type { Stores } from './stores/app.ts'
import { StoresProvider, useSettings } from './stores/context.tsx'
import { selectLanguage, selectTheme } from './stores/settings.ts'
import { cssVariables, theme } from './theme/theme.ts'
import { Shell } from './views/shell/Shell.tsx'

interface AppProps {
  readonly api: Api
  readonly stores: Stores
  /** Of the page's Content-Security-Policy, for the style elements that Mantine makes. */
  readonly nonce: string
  /** In tests, without transitions and portals. */
  readonly env?: 'test'
}

export function App({ api, stores, nonce, env = undefined }: AppProps) {
  const value = useMemo(() => ({ api, stores }), [api, stores])
  return (
    <StoresProvider value={value}>
      <Themed nonce={nonce} env={env}>
        <Speaking>
          <ErrorBoundary>
            <Shell />
          </ErrorBoundary>
        </Speaking>
      </Themed>
    </StoresProvider>
  )
}

interface ThemedProps {
  readonly nonce: string
  readonly env: 'test' | undefined
  readonly children: ReactNode
}

function Themed({ nonce, env, children }: ThemedProps) {
  const isSystemDark = useSystemDark()
  const chosen = useSettings(selectTheme)
  const scheme = chosen === 'system' ? (isSystemDark ? 'dark' : 'light') : chosen
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      getStyleNonce={() => nonce}
      env={env ?? 'default'}
    >
      {children}
    </MantineProvider>
  )
}

function useSystemDark(): boolean {
  const query = useMemo(() => window.matchMedia('(prefers-color-scheme: dark)'), [])
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
}

/** The catalogue of the chosen language; `lang` decides which Han glyphs the font takes. */
function Speaking({ children }: { readonly children: ReactNode }) {
  const language = useSettings(selectLanguage)
  const i18n = useMemo(() => createI18n(language), [language])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <I18nextProvider i18n={i18n}>
      <TextProvider>{children}</TextProvider>
    </I18nextProvider>
  )
}
