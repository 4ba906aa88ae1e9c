import { ownValue } from '../basics/own-value.ts'

/** What a setting is about, for the sentence that says how it changed. `other`: the sentence names its place. */
export type Topic =
  | 'name'
  | 'description'
  | 'instructions'
  | 'label'
  | 'performer'
  | 'tools'
  | 'reviewer'
  | 'helper'
  | 'gate'
  | 'people'
  | 'deadline'
  | 'reminder'
  | 'breach'
  | 'working-hours'
  | 'task'
  | 'condition'
  | 'skip'
  | 'join'
  | 'input'
  | 'output'
  | 'context'
  | 'budget'
  | 'context-budget'
  | 'timeout'
  | 'retry'
  | 'error'
  | 'reject'
  | 'effect'
  | 'slot'
  | 'extension'
  | 'other'

const TOPICS: Readonly<Record<string, Topic>> = {
  name: 'name',
  description: 'description',
  instructions: 'instructions',
  tags: 'label',
  owner: 'label',
  venture: 'label',
  version: 'label',
  gate: 'gate',
  when: 'condition',
  on_skip: 'skip',
  join: 'join',
  inputs: 'input',
  outputs: 'output',
  budget: 'budget',
  timeout: 'timeout',
  retry: 'retry',
  on_error: 'error',
  on_reject: 'reject',
  effect: 'effect',
}

const ESCALATION: Readonly<Record<string, Topic>> = {
  to: 'people',
  sla: 'deadline',
  remind: 'reminder',
  on_breach: 'breach',
  four_eyes: 'people',
  calendar: 'working-hours',
}
const CONTEXT: Readonly<Record<string, Topic>> = {
  modules: 'context',
  optional: 'context',
  budget_tokens: 'context-budget',
}
const ROLES: Readonly<Record<string, Topic>> = { primary: 'performer', tools: 'tools', reviewer: 'reviewer' }

/** `scope`: where the path begins. The defaults of the whole speak of what stages speak of. */
export function topicOf(path: readonly string[], scope: 'stage' | 'whole'): Topic {
  const [key = '', inner = '', ...deeper] = path
  if (key.startsWith('x-')) return 'extension'
  if (key === 'defaults') return topicOf([inner, ...deeper], 'stage')
  if (key === 'roles') return scope === 'whole' ? 'slot' : (ownValue(ROLES, inner) ?? 'helper')
  if (key === 'escalation') return ownValue(ESCALATION, inner) ?? 'task'
  if (key === 'context_policy') return ownValue(CONTEXT, inner) ?? 'other'
  return ownValue(TOPICS, key) ?? 'other'
}
