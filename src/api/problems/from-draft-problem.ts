import type { DraftProblem } from '../../engine/drafts.ts'
import type { TemplateProblem } from '../../engine/templates.ts'
import { CODE_REFUSED } from './code-refused.ts'
import { fromRunProblem } from './from-run-problem.ts'
import type { ApiProblem } from './refuse.ts'

/** Why a draft was not changed or published, as the API answers it. */
export function fromDraftProblem(problem: DraftProblem): ApiProblem {
  switch (problem.code) {
    case 'draft-absent':
      return absentDraft(problem.workflow)
    case 'draft-changed':
      return {
        code: problem.code,
        detail: `"${problem.workflow}" was changed somewhere else since you opened it. Open it again to see what it says now.`,
      }
    case 'file-changed':
      return {
        code: problem.code,
        detail: `${problem.file} was edited since the work on this draft began. Merge the two in the builder, then publish.`,
      }
    case 'id-changed':
      return {
        code: problem.code,
        detail: `The document calls itself "${problem.found}". Write \`workflow_id: ${problem.workflow}\`; its title is \`name\`.`,
      }
    case 'code-refused':
      return CODE_REFUSED
    case 'draft-unreadable':
      return { code: problem.code, detail: `The text can not be read: ${problem.message}` }
    default:
      return fromRunProblem(problem)
  }
}

export function absentDraft(workflow: string): ApiProblem {
  const detail = `Nobody is working on "${workflow}" now: it was published or discarded. Open it again.`
  return { code: 'draft-absent', detail }
}

/** Why no draft was begun from a template. */
export function fromTemplateProblem(problem: TemplateProblem): ApiProblem {
  return problem.code === 'template-unknown' ? unknownTemplate(problem.template) : fromDraftProblem(problem)
}

export function unknownTemplate(template: string): ApiProblem {
  return {
    code: 'template-unknown',
    detail: `There is no template "${template}". \`GET /templates\` names all of them.`,
  }
}

export function unknownDraft(workflow: string): ApiProblem {
  return { code: 'workflow-unknown', detail: `There is no WorkChart "${workflow}" and no draft of one.` }
}
