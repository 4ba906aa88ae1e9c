/** What everybody is told who tries to bring code in through the builder, the local owner too. */
export const REFUSE_CODE = 'The Builder composes capabilities. Code edits belong in the Skill Registry.'
