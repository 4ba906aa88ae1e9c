import { z } from 'zod'
import { DOCUMENT_BYTES_MAX } from '../../core/workflow/limits.ts'
import { actor, instant, listOf, orNull } from './basics.ts'

/** Work on a WorkChart that is not published. */
export const draftSummary = z
  .object({ id: z.string(), name: z.string(), revision: z.number(), begunAt: instant, savedAt: instant, by: actor })
  .readonly()
  .meta({ id: 'DraftSummary' })

export const draftList = z
  .object({ drafts: listOf(draftSummary) })
  .readonly()
  .meta({ id: 'DraftList' })

/** What to work on: the draft, or else the file. */
export const openDraft = z
  .object({
    id: z.string(),
    text: z.string(),
    /** To be sent with the next change. 0: nobody has worked on it. */
    revision: z.number(),
    /** SHA-256 of the file's text that the work began from; null: there was no file. To be sent with the next change. */
    base: z.string().nullable(),
    /** Where it is written when it is published. */
    file: z.string(),
    collection: z.string(),
    /** Null: there is no draft, this is the file. */
    saved: orNull(draftSummary),
    /** The file was edited since the work began. */
    fileChanged: z.boolean(),
    /** The number of the published version; null: there is none. */
    publishedVersion: z.number().nullable(),
  })
  .readonly()
  .meta({ id: 'OpenDraft' })

/** What the file of a draft says, for whoever merges the two. */
export const draftFile = z
  .object({
    /** What it said when the work began; null: there was none, or nobody knows any more. */
    base: z.string().nullable(),
    /** What it says now; null: it is not there. */
    text: z.string().nullable(),
    /** SHA-256 of that. To be sent as the base of the draft that it is merged into. */
    digest: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'DraftFile' })

/** A name becomes a title and an id. */
const NAME_CHARACTERS_MAX = 200

export const beginDraftRequest = z
  .strictObject({
    name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
    text: z.string().max(DOCUMENT_BYTES_MAX).optional(),
    /** The id of a template to begin from. */
    template: z.string().min(1).max(64).optional(),
  })
  .refine(({ text, template }) => text === undefined || template === undefined, 'Begin from a text or from a template.')
  .meta({ id: 'BeginDraftRequest' })

export const saveDraftRequest = z
  .strictObject({
    text: z.string().max(DOCUMENT_BYTES_MAX),
    revision: z.number().int().min(0),
    base: z.string().max(64).nullable(),
    /** How the change was made: by gestures of the builder alone, or as text. */
    made: z.enum(['by-gestures', 'by-hand']).default('by-hand'),
  })
  .meta({ id: 'SaveDraftRequest' })

/** `base`: the file's text that was merged. */
export const mergeDraftRequest = saveDraftRequest.omit({ made: true }).meta({ id: 'MergeDraftRequest' })

export const whichDraftRequest = z.strictObject({ revision: z.number().int().min(1) }).meta({ id: 'WhichDraftRequest' })

export type BeginDraftRequest = z.input<typeof beginDraftRequest>
export type DraftFile = z.infer<typeof draftFile>
export type DraftList = z.infer<typeof draftList>
export type DraftSummary = z.infer<typeof draftSummary>
export type MergeDraftRequest = z.input<typeof mergeDraftRequest>
export type OpenDraft = z.infer<typeof openDraft>
export type SaveDraftRequest = z.input<typeof saveDraftRequest>
