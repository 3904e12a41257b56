import type { UserStatus } from '@popug/contracts/auth.ts'
import type { Language, Role } from '@popug/contracts/roles.ts'

/** What is known of a person; the email is kept in lower case. */
export interface UserRow {
  id: string
  login: string
  email: string
  name: string
  role: Role
  status: UserStatus
  language: Language | null
  passwordHash: string
  createdAt: number
}

/** A session; `seenAt` is also when its last token was signed, so that what is revoked covers it. */
export interface SessionRow {
  id: string
  userId: string
  createdAt: number
  seenAt: number
  expiresAt: number
  device: string
  ip: string
  revokedAt: number | null
}

/** Tokens of a user, or of one session, signed up to `revokedAt` are worth nothing. */
export interface RevocationRow {
  number: number
  userId: string
  sessionId: string | null
  revokedAt: number
}

export interface Tables {
  /** `searchText`: name and login in lower case, for SQLite folds ASCII alone. */
  users: UserRow & { searchText: string }
  sessions: SessionRow
  revocations: RevocationRow
  /** One row with the last number given, locked by whoever takes the next: numbers become visible in order. */
  revocationHead: { id: number; number: number }
  /** Wrong guesses by a keyed digest of the email or the address; `moments` is a JSON list of epoch milliseconds. */
  guesses: { subject: string; moments: string; lastAt: number }
  /** The newest signs, all are published. `privateKey` is a JWK. */
  signingKeys: { number: number; kid: string; privateKey: string; createdAt: number }
}
