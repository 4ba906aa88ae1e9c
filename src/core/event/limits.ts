/** Characters of one attribute. Addresses and ids are shorter; whatever is longer belongs into the data. */
export const EVENT_ATTRIBUTE_MAX = 1_024
/** Extensions carry what routers need, a handful of words. */
export const EVENT_EXTENSIONS_MAX = 32
/** CloudEvents asks for names of at most 20 letters; twice that is let through. */
export const EXTENSION_NAME_MAX = 40
/** Characters of what `dedupe` gives: it is an order's number, not the order. */
export const DEDUPE_TEXT_MAX = 256
/** Members of a sample that are looked at for a proposal. */
export const SAMPLE_MEMBERS_MAX = 2_000
/** Levels of a sample: what lies deeper is not what an input asks for. */
export const SAMPLE_DEPTH_MAX = 8
