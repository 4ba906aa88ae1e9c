/** Focus goes on with the button of the entry after this one, else of the one before it, else with the page. */
export function goOnAfter(entry: Element | null): void {
  const next = entry?.nextElementSibling ?? entry?.previousElementSibling
  const button = next?.querySelector('button')
  if (button == null) goOnWithPage()
  else button.focus()
}

/** Where what had the focus goes away and nothing is beside it. */
export function goOnWithPage(): void {
  document.getElementById('content')?.focus()
}
