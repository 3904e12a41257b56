import type { PageOf, PageRequest } from '@popug/service-kit'
import { type CaughtLetterRow, caughtLetterRepository } from '../db/caught-letter-repository.ts'
import type { Query } from '../world.ts'

/** What the built-in mail catcher received, newest first; without the source. */
export const listCaughtLetters: Query<
  { mailId: string | undefined; page: PageRequest },
  PageOf<Omit<CaughtLetterRow, 'source'>>
> = (ctx, { mailId, page }) => caughtLetterRepository(ctx.db).list({ mailId }, page)
