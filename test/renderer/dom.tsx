import { notifications } from '@mantine/notifications'
import { cleanup, configure, render } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'
import { App } from '../../renderer/App.tsx'
import { bootstrap, createStores } from '../../renderer/stores/app.ts'
import type { Settings } from '../../shared/ipc/contract.ts'
import { type Answers, fakeApi, manualFrames, ok } from './fake-api.ts'

// A busy machine takes longer to draw a screen than the second that is waited for it.
configure({ asyncUtilTimeout: 10_000 })

/** Tells the size of each element once, as a browser does with the frame in which it is first laid out. */
class FirstSizes {
  readonly #tell: (entries: readonly object[], observer: FirstSizes) => void
  constructor(tell: (entries: readonly object[], observer: FirstSizes) => void) {
    this.#tell = tell
  }
  observe(target: Element): void {
    this.#tell([{ target, contentRect: target.getBoundingClientRect() }], this)
  }
  unobserve(): void {}
  disconnect(): void {}
}

/** What jsdom lacks: layout. Every element is as large as a window, so that rows are drawn. */
export function installLayout(): void {
  beforeEach(() => {
    vi.stubGlobal('ResizeObserver', FirstSizes)
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener() {},
      removeEventListener() {},
      addListener() {},
      removeListener() {},
    }))
    Element.prototype.scrollTo = () => {}
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(600)
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1200)
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
  })
  afterEach(() => {
    cleanup()
    // They are kept by their package, which the files of a worker share.
    notifications.clean()
    vi.unstubAllGlobals()
  })
}

export async function renderApp(
  answers: Answers,
  start: {
    readonly settings?: Settings
    readonly places?: readonly never[]
    readonly windowWidth?: number
  } = {},
) {
  const frames = manualFrames()
  const api = fakeApi({
    'app:bootstrap': () =>
      ok({
        version: '1.2.3',
        settings: start.settings ?? { language: 'en', theme: 'light' },
        systemLanguage: 'en',
        recent: [],
        places: [],
      }),
    'recent:list': () => ok([]),
    'scan:start': () => ok({ scanId: 'scan-1' }),
    'settings:set': (change) => ok({ language: 'en', theme: 'light', ...change }),
    ...answers,
  })
  const stores = createStores(api, start.windowWidth ?? 1280, frames.schedule)
  await bootstrap(api, stores)
  const view = render(<App api={api} stores={stores} nonce="" env="test" />)
  return { api, stores, frames, view }
}
