import { MantineProvider } from '@mantine/core'
import type { QueryClient } from '@tanstack/react-query'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { Entry } from './data/enter-by-link.ts'
import type { AppRouter } from './router.tsx'
import { LinkOver } from './screens/link-over.tsx'
import { theme } from './theme/mantine-theme.ts'

export interface AppProps {
  readonly entry: Entry
  readonly client: QueryClient
  readonly router: AppRouter
}

/** Mantine's variables are in a file of their own: the content security policy allows no style element. */
export function App({ entry, client, router }: AppProps) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        {entry === 'entered' ? <RouterProvider router={router} /> : <LinkOver />}
      </QueryClientProvider>
    </MantineProvider>
  )
}
