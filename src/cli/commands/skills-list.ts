import type { Capability } from '../../api/contract/capabilities.ts'
import { capabilityList, unusableArtifacts } from '../../api/contract/capabilities.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'

export interface ListSkillsOptions extends JsonOption {
  readonly unusable?: true
}

export async function listSkills(session: Connected, { unusable, json }: ListSkillsOptions): Promise<Outcome> {
  return unusable ? await listUnusable(session, json) : await listUsable(session, json)
}

async function listUsable({ api, screen }: Connected, json: JsonOption['json']): Promise<Outcome> {
  const listed = await api.get('/capabilities', capabilityList)
  if (!listed.ok) return listed
  const { capabilities } = listed.value
  if (json) screen.json('skills', listed.value)
  else if (capabilities.length === 0)
    screen.note('No skill is here. `workcharts doctor` says where they are looked for.')
  else await screen.table({ head: ['skill', 'name', 'takes', 'gives', 'who can do it'], rows: capabilities.map(toRow) })
  return ok(EXIT.ok)
}

function toRow({ ref, name, takes, gives, kind, unavailable }: Capability): readonly Text[] {
  return [ref, name, takes.join(', '), gives.join(', '), unavailable === null ? KIND_WORDS[kind] : 'a person']
}

const KIND_WORDS = { ai: 'AI', exact: 'exact' } as const satisfies Record<Capability['kind'], string>

async function listUnusable({ api, screen }: Connected, json: JsonOption['json']): Promise<Outcome> {
  const listed = await api.get('/artifacts/unusable', unusableArtifacts)
  if (!listed.ok) return listed
  const { artifacts } = listed.value
  if (json) screen.json('unusable', listed.value)
  else if (artifacts.length === 0) screen.note('Every file that is looked at can be used.')
  else
    await screen.table({
      head: ['file', 'why it is not used', 'what mends it'],
      rows: artifacts.map(({ file, reason, mend }) => [file, reason, mend]),
    })
  return ok(EXIT.ok)
}
