/** What a request for a skill may hold; the web app counts with the same numbers. */
export const SKILL_NAME_CHARACTERS_MAX = 200
export const SKILL_PURPOSE_CHARACTERS_MAX = 4_000
export const SKILL_VALUES_MAX = 50
