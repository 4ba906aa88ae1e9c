/** A sentence in which names of the document stand between back quotes. */
export function CodeWords({ text }: { readonly text: string }) {
  return text.split('`').map((piece, index) => {
    // The pieces of one sentence have no other name than their place.
    const key = `piece ${index}`
    return index % 2 === 1 ? <code key={key}>{piece}</code> : <span key={key}>{piece}</span>
  })
}
