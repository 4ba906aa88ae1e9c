/** Lower-case hexadecimal SHA-256 of UTF-8 text, lent to the core by whoever calls it. */
export type Sha256 = (text: string) => string
