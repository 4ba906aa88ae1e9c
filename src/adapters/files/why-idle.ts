import { UNTIL_CONNECTED } from '../../core/plan/performer.ts'

/** Why an artifact that is here can not be carried out: how a sentence that begins with `… is here, but` ends. */
export const NO_AI = `no AI is connected. ${UNTIL_CONNECTED}`
export const NO_HTTP = 'this version makes no HTTP calls. A person does this.'
export const NO_CONTRACT = `it has no contract.yaml, so only an agent can use it. ${UNTIL_CONNECTED}`
