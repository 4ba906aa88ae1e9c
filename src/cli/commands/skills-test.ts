import type { CapabilityDetail } from '../../api/contract/capabilities.ts'
import { capabilityDetail } from '../../api/contract/capabilities.ts'
import type { Test, TestSample } from '../../api/contract/tests.ts'
import { testSample, test as testSchema } from '../../api/contract/tests.ts'
import type { Result } from '../../core/basics/result.ts'
import { ok } from '../../core/basics/result.ts'
import type { CliFailure } from '../cli-failure.ts'
import { EXIT } from '../exit-code.ts'
import { readRunInputs } from '../input/run-inputs.ts'
import type { Connected, Outcome } from '../session.ts'
import { showConfidence } from '../show/confidence.ts'
import { showFields } from '../show/fields.ts'
import type { Text } from '../terminal/text.ts'
import type { JsonOption } from '../tree/options.ts'
import { nextPause, POLL_MIN_MS } from '../watch/pace.ts'

export interface TestSkillOptions extends JsonOption {
  readonly input?: readonly string[]
  readonly inputFile?: string
}

/** Does one capability once and stays until it has answered. */
export async function testSkill(session: Connected, skill: string, options: TestSkillOptions): Promise<Outcome> {
  const path = `/capabilities/${encodeURIComponent(skill)}`
  const found = await session.api.get(path, capabilityDetail)
  if (!found.ok) return found
  const inputs = await readInputs(session, found.value, options)
  if (!inputs.ok) return inputs
  const begun = await session.api.post(`${path}/test`, { body: { inputs: inputs.value }, schema: testSchema })
  if (!begun.ok) return begun
  const sample = await awaitSample(session, begun.value)
  return sample.ok ? tell(session, { test: begun.value, sample: sample.value }, options) : sample
}

async function readInputs({ io }: Connected, { inputs }: CapabilityDetail, { input, inputFile }: TestSkillOptions) {
  const flags = {
    ...(input === undefined ? {} : { input }),
    ...(inputFile === undefined ? {} : { inputs: inputFile }),
  }
  const given = await readRunInputs(io, flags, inputs)
  return given.ok ? ok(given.value[0]?.inputs ?? {}) : given
}

async function awaitSample({ api, io }: Connected, { id }: Test): Promise<Result<TestSample, CliFailure>> {
  let pauseMs = POLL_MIN_MS
  for (;;) {
    const read = await api.get(`/tests/${encodeURIComponent(id)}/samples/1`, testSample)
    if (!read.ok || read.value.run.phase.type === 'finished' || io.interrupted.aborted) return read
    await io.wait(pauseMs)
    pauseMs = nextPause(pauseMs, 'same')
  }
}

interface Tested {
  readonly test: Test
  readonly sample: TestSample
}

function tell({ io, screen }: Connected, { test, sample }: Tested, { json }: JsonOption): Outcome {
  const { phase } = sample.run
  const isDone = phase.type === 'finished' && phase.outcome === 'succeeded'
  if (json) screen.json('test', { heldBack: test.heldBack.length > 0, run: sample.run })
  else screen.print(...testLines({ test, sample }))
  if (io.interrupted.aborted) return ok(EXIT.interrupted)
  return ok(isDone ? EXIT.ok : EXIT.failed)
}

function testLines({ test, sample }: Tested): readonly Text[] {
  const [stage] = sample.run.stages
  if (stage === undefined) return []
  if (test.heldBack.length > 0)
    return [`${stage.name} was held back: it does more than read, so a test does not do it.`]
  if (stage.because !== null) return [`${stage.name} failed. ${stage.because}`]
  const { begunAt, settledAt } = stage
  const took = begunAt === null || settledAt === null ? [] : [`took ${Date.parse(settledAt) - Date.parse(begunAt)} ms`]
  const sure = stage.confidence === null ? [] : [showConfidence(stage.confidence)]
  return [...showFields(stage.gives ?? []), '', [...sure, ...took].join(', ')]
}
