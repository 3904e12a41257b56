import { Refusal } from '@popug/contracts/refusals.ts'
import type { Language, Role } from '@popug/contracts/roles.ts'
import { userImportRepository } from '../db/user-import-repository.ts'
import { noPassword } from '../domain/invitation.ts'
import type { Command } from '../world.ts'
import { registerUser } from './register-user.ts'

/**
 * One step of the oldest import that is not done: registers the people of at most `limit` lines, without a password, and
 * notes so at those lines in the same transaction, so each is registered once whenever this dies. `more` when another step
 * may follow at once.
 */
export const registerImportedUsers: Command<{ limit: number }, 'more' | undefined> = async (ctx, { limit }) => {
  const imports = userImportRepository(ctx.db)
  const next = await imports.nextForUpdate()
  if (!next) return undefined
  const lines = await imports.waitingLines(next.id, limit)
  const settled: typeof lines = []
  for (const line of lines) {
    const { email, name, language } = line
    try {
      const user = await registerUser(ctx, {
        email,
        name,
        role: line.role as Role,
        language: (language as Language | null) ?? undefined,
        passwordHash: noPassword,
        actorId: next.actorId,
      })
      settled.push({ ...line, userId: user.id })
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'email_taken')) throw error
      settled.push({ ...line, reason: 'email_taken' })
    }
  }
  await imports.settle(settled)
  const registered = settled.filter(({ userId }) => userId !== null).length
  const status = lines.length < limit ? 'done' : 'running'
  await imports.save({ ...next, status, created: next.created + registered })
  return 'more'
}
