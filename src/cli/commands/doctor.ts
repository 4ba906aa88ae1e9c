import type { Finding } from '../../api/contract/system.ts'
import { doctorReport } from '../../api/contract/system.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { Style, Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

/** What is missing keeps nothing from working; what is wrong does, and then the command fails. */
export async function examine({ api, screen }: Connected, { json }: JsonOption): Promise<Outcome> {
  const report = await api.get('/system/doctor', doctorReport)
  if (!report.ok) return report
  const { findings } = report.value
  if (json) screen.json('doctor', report.value)
  else screen.print(...findings.flatMap(findingLines))
  return ok(findings.some(({ state }) => state === 'wrong') ? EXIT.failed : EXIT.ok)
}

const STATES = {
  ok: ['good', 'ok     '],
  missing: ['warm', 'missing'],
  wrong: ['bad', 'wrong  '],
} as const satisfies Record<Finding['state'], readonly [Style, string]>

function findingLines({ state, title, detail, mend }: Finding): readonly Text[] {
  const [style, word] = STATES[state]
  const lines: readonly Text[] = [[styled(style, word), '  ', styled('strong', title), `: ${detail}`]]
  return mend === null ? lines : [...lines, `         ${mend}`]
}
