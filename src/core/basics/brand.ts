declare const brand: unique symbol

/** A `T` that means one thing: two strings of different meaning do not mix. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
