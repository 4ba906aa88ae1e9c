/** What one request carries: rows are checked in one, and started in one. */
export const ROWS_BYTES_MAX = 4 * 1024 * 1024
