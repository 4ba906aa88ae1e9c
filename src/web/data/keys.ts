import type { QueryKey } from '@tanstack/react-query'

/** The names under which answers of the server are kept. What hangs below a name changes with it. */
export const KEYS = {
  home: ['home'],
  insights: ['insights'],
  runs: ['runs'],
  runViews: ['run-views'],
  receipts: ['receipts'],
  run: (id: string) => ['run', id],
  tasks: ['tasks'],
  task: (id: string) => ['task', id],
  /** A task as it was when it was chosen with others. */
  chosen: (task: string) => ['chosen', task],
  workCharts: ['workcharts'],
  workChart: (id: string) => ['workchart', id],
  stalls: (workChart: string) => ['stalls', workChart],
  gates: (workChart: string) => ['gates', workChart],
  gate: (workChart: string, stage: string, segment: string | null) => ['gate', workChart, stage, segment],
  turned: (workChart: string, stage: string, segment: string | null) => ['turned', workChart, stage, segment],
  drafts: ['drafts'],
  /** Fetched when the builder opens, and not again while it holds newer words. */
  draft: (id: string) => ['draft', id],
  newestDraft: (id: string) => ['newest-draft', id],
  /** What a version says, which never changes. */
  version: (id: string, number: number) => ['version', id, number],
  /** What a draft meets in its file. */
  draftFile: (id: string) => ['draft-file', id],
  capabilities: ['capabilities'],
  skill: (ref: string) => ['skill', ref],
  skillSource: (ref: string) => ['skill-source', ref],
  unusable: ['unusable'],
  templates: ['templates'],
  samples: (workChart: string) => ['samples', workChart],
  connections: ['connections'],
  skillRequests: (status: string) => ['skill-requests', status],
  context: (collection: string) => ['context', collection],
  contextPack: (module: string, budget: number) => ['context-pack', module, budget],
  memory: (status: string) => ['memory', status],
  triggers: ['triggers'],
  trigger: (id: string) => ['trigger', id],
  firings: (trigger: string) => ['firings', trigger],
  calendar: (timezone: string) => ['calendar', timezone],
  /** What filling in a range would start. */
  backfill: (trigger: string, range: unknown) => ['backfill', trigger, range],
  people: ['people'],
  accounts: ['accounts'],
  noticePreference: ['notice-preference'],
  noticeChannels: ['notice-channels'],
  notices: (status: string) => ['notices', status],
  session: ['session'],
  waysIn: ['ways-in'],
  /** What planning finds in the text of a draft. */
  plan: (draft: string, text: string) => ['plan', draft, text],
  /** What a stage of a plan would be given to know. */
  stageContext: (source: unknown, stage: string) => ['stage-context', source, stage],
  /** What a test of a draft would be given. */
  testForm: (subject: unknown) => ['test-form', subject],
  draftSamples: (id: string, stage: string | null) => ['draft-samples', id, stage],
  test: (id: string) => ['test', id],
  /** What an answer would do: asked for one draft, and only while it is typed. */
  effect: (task: string, answer: unknown) => ['effect', task, answer],
  /** What a retry would take over: asked for while somebody wishes it. */
  retry: (run: string, order: string) => ['retry', run, order],
  /** Where the stages of a graph stand: depends on its shape alone. */
  layout: (shape: unknown) => ['layout', shape],
} as const

/** Fetched once and kept, or made here. */
const LOCAL: ReadonlySet<unknown> = new Set(['effect', 'test-form', 'layout', 'draft', 'version', 'chosen', 'retry'])

/** Whether it can have changed on the server. */
export function isServerState([kind]: QueryKey): boolean {
  return !LOCAL.has(kind)
}
