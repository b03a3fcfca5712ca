import { Component, type ReactNode } from 'react'
import { Translation } from 'react-i18next'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly message: string | undefined
}

/** In place of a window that broke: says so and offers to begin again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { message: undefined }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { message } = this.state
    if (message === undefined) return this.props.children
    return (
      <Translation>
        {(t) => (
          <main role="alert" style={{ padding: 40 }}>
            <h1>{t('app.crashTitle')}</h1>
            <p>{t('app.crashText')}</p>
            <p className="mono selectable">{message}</p>
            <button type="button" onClick={() => window.location.reload()}>
              {t('app.reload')}
            </button>
          </main>
        )}
      </Translation>
    )
  }
}
