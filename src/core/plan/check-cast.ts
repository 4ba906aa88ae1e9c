import { formatReference } from '../workflow/reference.ts'
import type { Effect, Stage } from '../workflow/workflow.ts'
import type { Cast, CastMember } from './cast-stage.ts'
import { membersOf } from './cast-stage.ts'
import { isLooser } from './effect.ts'
import type { StageWords } from './stage-problem.ts'

/** Whether everyone in a stage can be there: context does no work, pins hold, and only agents use tools. */
export function checkCast(stage: Stage, cast: Cast): readonly StageWords[] {
  const { primary, tools } = cast
  const idle = primary.reference.kind === 'agent' || primary.reference.kind === 'role' ? [] : tools
  return [
    ...membersOf(cast).flatMap((member) => [...checkKind(stage, member), ...checkPin(member)]),
    ...idle.map((tool) => unusedTool(stage, tool, primary)),
  ]
}

/** A document may make an effect stricter than its performers say, never looser. */
export function checkEffect({ id, effect }: Stage, own: Effect): readonly StageWords[] {
  if (effect === undefined || !isLooser(effect, own)) return []
  return [
    {
      code: 'effect-looser',
      message: `The stage \`${id}\` says \`${effect}\`, but who does it and what it may use is \`${own}\`.`,
      help: `Write \`effect: ${own}\`, or remove the line.`,
      pointer: '/effect',
    },
  ]
}

function checkKind({ id }: Stage, { role, pointer, reference }: CastMember): readonly StageWords[] {
  if (reference.kind !== 'ctx') return []
  return [
    {
      code: 'not-a-performer',
      message: `The stage \`${id}\` has \`${formatReference(reference)}\` as ${role}, which is context and can not do work.`,
      help: 'Move it to `context_policy.modules`.',
      pointer,
    },
  ]
}

function checkPin({ reference, digest, pointer }: CastMember): readonly StageWords[] {
  if (digest === undefined || reference.pin === undefined || digest === reference.pin) return []
  return [pinMismatch(`${reference.kind}:${reference.name}`, digest, pointer)]
}

/** An artifact that is not the one its author pinned. */
export function pinMismatch(ref: string, digest: string, pointer: string): StageWords {
  return {
    code: 'pin-mismatch',
    message: `\`${ref}\` is here, but it is not the version that the workflow pins.`,
    help: `Look at what changed, then write \`${ref}@sha256:${digest}\`.`,
    pointer,
  }
}

function unusedTool({ id }: Stage, { pointer, performer }: CastMember, primary: CastMember): StageWords {
  return {
    code: 'tools-without-agent',
    message: `The stage \`${id}\` may use \`${performer.ref}\`, but \`${primary.performer.ref}\` does it and uses no tools.`,
    help: 'Remove the tool, or let an agent do the stage.',
    pointer,
  }
}
