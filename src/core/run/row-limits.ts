/** A run is started for each row, and one call starts no more. */
export const ROWS_MAX = 1_000
/** Beyond it something else than a table was given. */
export const COLUMNS_MAX = 500
/** What a run is called has to fit a line of a list. */
export const TITLE_CHARACTERS_MAX = 200
