import type { Session } from 'electron'

/** Denies every permission and every request that does not stay inside the app. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !staysInside(details.url) })
  })
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerEnabled(false)
}

/** `data:` is images of the page itself, `devtools:` the inspector that a developer opens. */
export function staysInside(url: string): boolean {
  return /^(app:\/\/cowscope\/|data:|blob:app:\/\/cowscope\/|devtools:)/.test(url)
}
