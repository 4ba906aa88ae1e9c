/**
 * The names that spans and metrics carry, and the only place where they stand. What begins with `gen_ai`, `error` and
 * `otel` is of the OpenTelemetry semantic conventions 1.41.0, whose part about generative AI is in development and has a
 * repository of its own since (open-telemetry/semantic-conventions-genai); the rest is ours.
 */
export const ATTRIBUTE = {
  operation: 'gen_ai.operation.name',
  workflowName: 'gen_ai.workflow.name',
  agentName: 'gen_ai.agent.name',
  toolName: 'gen_ai.tool.name',
  provider: 'gen_ai.provider.name',
  requestModel: 'gen_ai.request.model',
  responseModel: 'gen_ai.response.model',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  cacheReadTokens: 'gen_ai.usage.cache_read.input_tokens',
  cacheWriteTokens: 'gen_ai.usage.cache_creation.input_tokens',
  tokenType: 'gen_ai.token.type',
  scoreName: 'gen_ai.evaluation.name',
  score: 'gen_ai.evaluation.score.value',
  errorType: 'error.type',
  overflow: 'otel.metric.overflow',
  run: 'workcharts.run.id',
  cause: 'workcharts.run.cause',
  outcome: 'workcharts.outcome',
  stage: 'workcharts.stage.id',
  step: 'workcharts.attempt.step',
  attempt: 'workcharts.attempt.number',
  source: 'workcharts.confidence.source',
  reason: 'workcharts.task.reason',
  gate: 'workcharts.gate.result',
  signal: 'workcharts.telemetry.signal',
} as const

export const OPERATION = {
  workflow: 'invoke_workflow',
  agent: 'invoke_agent',
  tool: 'execute_tool',
  chat: 'chat',
} as const

/** The event that says how sure an answer is. */
export const EVALUATION_EVENT = 'gen_ai.evaluation.result'

export const METRIC = {
  runs: { name: 'workcharts.runs', unit: '{run}', about: 'Runs that ended' },
  stages: { name: 'workcharts.stages', unit: '{stage}', about: 'Stages that ended' },
  gates: {
    name: 'workcharts.gate.results',
    unit: '{answer}',
    about: 'Answers that passed their gate or went to a person',
  },
  stageDuration: {
    name: 'workcharts.stage.duration',
    unit: 's',
    about: 'From when a stage could begin until it ended',
  },
  tokens: { name: 'gen_ai.client.token.usage', unit: '{token}', about: 'Tokens of the turns of models' },
  openTasks: { name: 'workcharts.tasks.open', unit: '{task}', about: 'Tasks that wait for somebody' },
  overdueTasks: { name: 'workcharts.tasks.overdue', unit: '{task}', about: 'Open tasks that are past their deadline' },
  loopDelay: { name: 'workcharts.loop.delay', unit: 's', about: 'How late the loop was, 99 times of 100 no later' },
  dropped: { name: 'workcharts.telemetry.dropped', unit: '{item}', about: 'What could not be sent' },
} as const
