/** Tokens of one preview of context, as SkillMeat's packs. */
export const PACK_BUDGET_MAX = 100_000
export const PACK_BUDGET_USUAL = 4_000
