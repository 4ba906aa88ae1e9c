/** What a secret of Standard Webhooks begins with. */
export const SECRET_PREFIX = 'whsec_'
/** Bytes of a secret: as many as an HMAC-SHA256 gives. */
export const SECRET_BYTES = 32
/** Bytes of the id in an address, which nobody can guess. */
export const WEBHOOK_ID_BYTES = 16
