/** Why an artifact that is here can not be carried out: how a sentence that begins with `… is here, but` ends. */
export const NO_AI = 'no AI is connected. A person does this until AI is connected.'
export const NO_HTTP = 'this version makes no HTTP calls. A person does this.'
export const NO_CONTRACT =
  'it has no contract.yaml, so only an agent can use it. A person does this until AI is connected.'
