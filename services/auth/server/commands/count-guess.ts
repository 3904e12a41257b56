import { createHmac } from 'node:crypto'
import { Refusal } from '@popug/contracts/refusals.ts'
import { guessRepository } from '../db/guess-repository.ts'
import { networkOf, recentGuesses, secondsToNextGuess } from '../domain/guess-limit.ts'
import type { Command, Context } from '../world.ts'

/** A guess from an address: of the password that belongs to an email, or of what opens by a passkey of this digest. */
export type Guess = ({ readonly email: string } | { readonly passkey: string }) & { readonly ip: string }

/** Guesses from one address may be those of many people. */
const addressFactor = 10

// Digests, for people type passwords into the field for the email.
const subjectsOf = ({ settings }: Context, guess: Guess) => {
  const subject = (text: string): string => createHmac('sha256', settings.SERVICE_SECRET).update(text).digest('hex')
  const { ip } = guess
  const of = 'email' in guess ? `email ${guess.email}` : `passkey ${guess.passkey}`
  return [
    { subject: subject(of), limit: settings.SIGN_IN_LIMIT },
    { subject: subject(`address ${networkOf(ip)}`), limit: settings.SIGN_IN_LIMIT * addressFactor },
  ]
}

/**
 * Counts a guess as a wrong one before it is looked at, so that many at once cannot pass the limit together.
 * Refuses with `too_many_attempts` where there were too many.
 */
export const countGuess: Command<Guess, void> = async (ctx, guess) => {
  const guesses = guessRepository(ctx.db)
  for (const { subject, limit } of subjectsOf(ctx, guess)) {
    const moments = await guesses.openForUpdate(subject, ctx.now)
    const seconds = secondsToNextGuess(moments, limit, ctx.now)
    if (seconds > 0) {
      throw new Refusal('too_many_attempts', `Too many attempts, try again in ${seconds} s`, { retryAfter: seconds })
    }
    await guesses.save(subject, [...recentGuesses(moments, ctx.now), ctx.now])
  }
}

/** Takes one counted guess back: nobody looked at it, or it was right. */
export const uncountGuess: Command<Guess, void> = async (ctx, guess) => {
  const guesses = guessRepository(ctx.db)
  for (const { subject } of subjectsOf(ctx, guess)) {
    const moments = await guesses.getForUpdate(subject)
    const counted = moments.lastIndexOf(ctx.now)
    if (counted !== -1) await guesses.save(subject, moments.toSpliced(counted, 1))
  }
}

/** Forgets all wrong guesses for an email or a passkey after a right one; those from the address stand, but for this one. */
export const forgetGuesses: Command<Guess, void> = async (ctx, guess) => {
  await uncountGuess(ctx, guess)
  const [own] = subjectsOf(ctx, guess)
  if (own) await guessRepository(ctx.db).save(own.subject, [])
}
