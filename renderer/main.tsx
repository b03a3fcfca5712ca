import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './theme/tokens.css'
import './theme/global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { connectApi } from './api.ts'
import { bootstrap, createStores } from './stores/app.ts'
import { pageNonce, shareNonce } from './theme/nonce.ts'

const api = connectApi(window)
const stores = createStores(api, window.innerWidth)
const { fitDetail } = stores.view.getState().actions
window.addEventListener('resize', () => fitDetail(window.innerWidth))
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const nonce = pageNonce(document)
shareNonce(globalThis, nonce)

// Settings come first: the window must not flash in another theme or language.
await bootstrap(api, stores)
createRoot(root).render(
  <StrictMode>
    <App api={api} stores={stores} nonce={nonce} />
  </StrictMode>,
)
