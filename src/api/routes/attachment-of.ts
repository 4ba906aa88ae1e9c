/**
 * The header with which a browser saves a file under this name (RFC 6266): once in letters that everything reads, once as
 * it is (RFC 8187). Folders in front of the name are left out.
 */
export function attachmentOf(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1).toWellFormed()
  const plain = last.replaceAll(/[^\w.-]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${percentEncoded(last)}`
}

/** What `encodeURIComponent` leaves and the header does not take. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
