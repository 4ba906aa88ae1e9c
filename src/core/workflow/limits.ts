/** A document is typed by people and programs, and read on every plan: four mebibytes of UTF-8 hold 10,000 stages. */
export const DOCUMENT_BYTES_MAX = 4 * 1024 * 1024
/** Deeper nesting is not a document but an attack on recursive readers. The document itself is level 1. */
export const DOCUMENT_DEPTH_MAX = 64
/** Values after aliases are written out. A list of aliases to lists of aliases grows exponentially. */
export const DOCUMENT_NODES_MAX = 200_000
/** An author repeats a gate or two by alias. Each use costs as many nodes as it stands for. */
export const YAML_ALIASES_MAX = 100
/** Words, marks, line ends and comments of a YAML text: about five for each value. */
export const YAML_LEXEMES_MAX = 1_000_000
/** The engine plans and shows all stages of a run at once. */
export const STAGES_MAX = 10_000
/** After that many nobody reads on, and a machine-made document could fill the memory with complaints. */
export const PROBLEMS_MAX = 1_000
/** More modules than this do not fit any model's context. */
export const CONTEXT_TOKENS_MAX = 10_000_000
/** Of one answer nothing can be said by comparing. */
export const GATE_SAMPLES_MIN = 2
/** Asked more often an answer costs more than a person who looks at it. Also how many models one attempt asks at once. */
export const GATE_SAMPLES_MAX = 10
/** The risk of a promise is shared by all kinds of answers: among more of them nothing is proved in a year. */
export const GATE_SEGMENTS_MAX = 20
/** A retry beyond this hides an outage from the people who could end it. */
export const RETRY_ATTEMPTS_MAX = 100
/** With a larger factor the second wait already exceeds every sensible interval. */
export const BACKOFF_COEFFICIENT_MAX = 100
/** A person has four hours before a task is overdue, where the document says nothing (build contract, Human Fallback). */
export const SLA_USUAL_MS = 4 * 60 * 60 * 1_000
/** Three shifts on each day of a week. */
export const CALENDAR_HOURS_MAX = 21
/** Some twenty years of public holidays, or every day of one. */
export const CALENDAR_HOLIDAYS_MAX = 366
/** More missed instants than this, started one after the other, are a burst that nobody asked for. */
export const CATCH_UP_MAX = 1_000
/** After more failures than this in a row it is no hiccup any more. */
export const PAUSE_AFTER_MAX = 100
