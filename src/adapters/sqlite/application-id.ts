/** "WCDB": marks the file as ours (https://sqlite.org/fileformat.html#application_id). */
export const APPLICATION_ID = 0x57434442
