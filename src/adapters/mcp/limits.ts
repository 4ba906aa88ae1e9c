/** Connections open at once, over all servers: each may be a process. */
export const CONNECTIONS_MAX = 16
/** A program may have to be fetched before it answers for the first time. */
export const CONNECT_MS = 30_000
/** Whether a server speaks the newer protocol; one that stays silent is asked in the older one. */
export const PROBE_MS = 10_000
/** One page of a list of tools. */
export const LIST_MS = 15_000
/** Longer than any stage may take by default; a stage's own limit comes first. */
export const CALL_MS = 60 * 60 * 1000
/** A result is read a moment after it came; the stream it came on may end first. */
export const LOSS_GRACE_MS = 500
/** How long a connection that nobody uses is kept. */
export const IDLE_MS = 60_000
/** How long an attempt waits for a connection while all are in use. */
export const QUEUE_MS = 60_000
/** Between asking a server to end and ending it. */
export const CLOSE_MS = 2_000
/** What a server sends between two requests, or in answer to one. More is a flood. Bytes. */
export const RECEIVED_MAX_BYTES = 16 * 1024 * 1024
/** One message. Bytes. */
export const MESSAGE_MAX_BYTES = 12 * 1024 * 1024
/** The end of what a server wrote to its standard error, where it says why it gave up. Bytes. */
export const ERRORS_KEPT_BYTES = 4 * 1024
/** Pages of one list of tools. */
export const PAGES_MAX = 20
/** Tools of one server. */
export const TOOLS_MAX = 500
/** A description, as a screen and a plan carry it. Characters. */
export const DESCRIPTION_MAX = 4_000
/** A title longer than this is a sentence. Characters. */
export const TITLE_MAX = 120
/** What a schema may weigh as JSON: it is part of every plan that names the tool. Characters. */
export const SCHEMA_MAX = 64 * 1024
/** How long a list of tools counts as what the server has. */
export const TOOLS_FRESH_MS = 30_000
/** How long a server that could not be reached is not tried again for a list. */
export const FAILURE_FRESH_MS = 10_000
/** What somebody who looks at a list waits for the servers. */
export const WAIT_MS = 10_000
/** Words of a server in a message to people. Characters. */
export const WORDS_MAX = 1_000
/** Notes of progress that one attempt writes down. */
export const PROGRESS_NOTES_MAX = 50
/** Files that one result may hold. */
export const ARTIFACTS_MAX = 50
