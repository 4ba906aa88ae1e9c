/** Where this browser remembers that somebody has opened a receipt. */
export const READ_A_RECEIPT: { readonly key: string; readonly defaultValue: boolean } = {
  key: 'workcharts-read-a-receipt',
  defaultValue: false,
}
