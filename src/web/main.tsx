import { createBrowserHistory } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { enterByLink } from './data/enter-by-link.ts'
import { createQueryClient } from './data/query-client.ts'
import { createAppRouter } from './router.tsx'
import './theme/mantine.css'
import './theme/tokens.css'
import './theme/base.css'
import './theme/print.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element "root".')

const entry = await enterByLink(window)
createRoot(root).render(
  <StrictMode>
    <App entry={entry} client={createQueryClient()} router={createAppRouter(createBrowserHistory())} />
  </StrictMode>,
)
