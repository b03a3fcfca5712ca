import { ensureInspector } from './inspector.mjs'
import { hasDisplay } from './places.mjs'
import { ensureRuntime } from './runtime.mjs'
import { ensurePackages } from './system.mjs'

/**
 * Makes sure of what `npm start` or `npm test` needs beyond the npm packages. A start without a
 * display shows no window, so it needs nothing: nobody wants GTK on a server for a table of text.
 * @param {'start' | 'test'} purpose
 */
export async function setup(purpose) {
  if (purpose === 'start' && !hasDisplay()) return
  await ensurePackages(purpose)
  await ensureRuntime()
  if (purpose === 'test') await ensureInspector()
}
