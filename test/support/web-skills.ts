import type { Capability, CapabilityDetail } from '../../src/api/contract/capabilities.ts'
import type { CapabilitySource } from '../../src/api/contract/capability-source.ts'
import type { Routes } from './web-server.ts'
import { EVERYTHING } from './web-server.ts'

/** A skill as the list of skills tells it. */
export function aSkill(given: Partial<Capability> = {}): Capability {
  return {
    ref: 'skill:sort',
    name: 'Sort a message',
    description: 'Sorts what comes in.',
    kind: 'ai',
    unavailable: null,
    input: {
      type: 'object',
      properties: { text: { type: 'string', title: 'Message', description: 'What they wrote' } },
      required: ['text'],
    },
    output: { type: 'object', properties: { label: { enum: ['refund', 'question'] } }, required: ['label'] },
    effect: 'pure',
    takes: ['Message'],
    gives: ['label'],
    origin: 'own',
    cost: { median: { basis: 'reported', currency: 'GBP', microUnits: 2_000 }, uses: 412 },
    quality: { right: 27, judged: 30 },
    source: 'collections/default/skills/sort/SKILL.md',
    digest: 'd'.repeat(64),
    asks: null,
    uses: 2,
    workCharts: 1,
    ...given,
  }
}

/** The same as its page tells it. */
export function aSkillDetail(given: Partial<CapabilityDetail> = {}): CapabilityDetail {
  const { asks: _, ...skill } = aSkill()
  const workflow = { id: 'refunds', name: 'Refunds' }
  return {
    ...skill,
    asks: { model: 'opus', turns: 7, tools: ['Read'] },
    confidence: 'reported',
    files: [{ path: 'SKILL.md', size: 812, sha256: 'a'.repeat(64) }],
    inputs: [
      {
        name: 'text',
        schema: { type: 'string', title: 'Message' },
        required: true,
        default: null,
        description: 'What they wrote',
      },
    ],
    text: { file: 'SKILL.md', text: 'Sort\u202e it.\n', isWhole: true },
    usedIn: [
      { workflow, stage: { id: 'sort', name: 'Sort it' } },
      { workflow, stage: { id: 'again', name: 'Sort it again' } },
    ],
    versions: [
      { digest: 'd'.repeat(64), stages: 3, lastAt: '2026-11-19T10:00:00.000Z', isThis: true },
      { digest: 'e'.repeat(64), stages: 1, lastAt: '2026-11-18T10:00:00.000Z', isThis: false },
    ],
    ...given,
  }
}

export const A_SOURCE: CapabilitySource = {
  fixed: null,
  files: [
    { name: 'SKILL.md', file: 'collections/default/skills/sort/SKILL.md', text: 'Sort it.\n', digest: '1'.repeat(64) },
    {
      name: 'contract.yaml',
      file: 'collections/default/skills/sort/contract.yaml',
      text: 'effect: pure\r\n',
      digest: '2'.repeat(64),
    },
  ],
}

export const SKILL_PATH = '/capabilities/skill%3Asort'

const A_REGISTRY: Routes = {
  ...EVERYTHING,
  '/skill-requests': () => ({ requests: [] }),
  '/artifacts/unusable': () => ({ artifacts: [] }),
  [`${SKILL_PATH}/source`]: () => A_SOURCE,
  [SKILL_PATH]: () => aSkillDetail(),
  '/capabilities': () => ({ capabilities: [aSkill()] }),
}

/** The registry of a server; what is given comes instead. The longest beginning of a path counts. */
export function registryOf(given: Routes = {}): Routes {
  const all = Object.entries({ ...A_REGISTRY, ...given })
  return Object.fromEntries(all.toSorted(([left], [right]) => right.length - left.length))
}
