import { z } from 'zod'
import { PASSWORD_MAX } from '../../core/people/password.ts'
import { instant, listOf } from './basics.ts'

/** RFC 5321, 4.5.3.1. */
const EMAIL_MAX = 254
const SECRET_MAX = 200

/** However somebody writes their address, it is the same one. */
const email = z.string().trim().toLowerCase().min(1).max(EMAIL_MAX)
const password = z.string().max(PASSWORD_MAX)
const secret = z.string().min(1).max(SECRET_MAX)

/** How people come in here. None: only whoever sits at the computer that runs WorkCharts. */
export const waysIn = z
  .object({ ways: listOf(z.enum(['password', 'link'])) })
  .readonly()
  .meta({ id: 'WaysIn' })

export const signInRequest = z.strictObject({ email, password }).meta({ id: 'SignInRequest' })

export const signInLinkRequest = z.strictObject({ email }).meta({ id: 'SignInLinkRequest' })

/** What stands behind the `#` of the link. */
export const useLinkRequest = z.strictObject({ secret }).meta({ id: 'UseLinkRequest' })

export const useInvitationRequest = z.strictObject({ secret, password }).meta({ id: 'UseInvitationRequest' })

/** It works once. Whoever opens it chooses a password. */
export const invitation = z.object({ url: z.string(), expiresAt: instant }).readonly().meta({ id: 'Invitation' })

export type WaysIn = z.infer<typeof waysIn>
export type SignInRequest = z.input<typeof signInRequest>
export type SignInLinkRequest = z.input<typeof signInLinkRequest>
export type UseLinkRequest = z.input<typeof useLinkRequest>
export type UseInvitationRequest = z.input<typeof useInvitationRequest>
