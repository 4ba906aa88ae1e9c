import { startLink } from '../../api/contract/system.ts'
import { err, ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'

export async function openStartPage(
  { api, io, screen }: Connected,
  { browser }: { readonly browser: boolean },
): Promise<Outcome> {
  if (api.kind === 'in-process') {
    return err({
      exit: EXIT.failed,
      code: 'no-server',
      message: 'No WorkCharts server is running here.',
      details: [],
      help: 'Run `workcharts start`.',
    })
  }
  const link = await api.post('/session/link', { body: {}, schema: startLink })
  if (!link.ok) return link
  screen.print(link.value.url)
  const isShown = browser && io.stdout.isTTY && (await io.openPage(link.value.url))
  screen.note(
    isShown
      ? 'Opened in your browser. The link works once, within a minute.'
      : 'Open this link within a minute. It works once.',
  )
  return ok(EXIT.ok)
}
