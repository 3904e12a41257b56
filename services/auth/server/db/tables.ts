import type { UserStatus } from '@popug/contracts/auth.ts'
import type { Language, Role } from '@popug/contracts/roles.ts'
import type { UserLineReason } from '@popug/contracts/user-imports.ts'

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
  /** The passkey that opened it, if no password did. */
  passkeyId: string | null
}

/** Tokens of a user, or of one session, signed up to `revokedAt` are worth nothing. */
export interface RevocationRow {
  number: number
  userId: string
  sessionId: string | null
  revokedAt: number
}

/** A token for programs: its digest alone. `usedAt` is when a session token was last signed for it. */
export interface ApiTokenRow {
  id: string
  userId: string
  name: string
  digest: string
  hint: string
  scopes: string
  createdAt: number
  expiresAt: number
  usedAt: number | null
}

/**
 * A passkey: `credentialId` is what its authenticator calls it, `digest` the SHA-256 of that, `publicKey` in COSE as base64url.
 * `counter` is how often the authenticator says it has answered; 0 for those that do not count.
 */
export interface PasskeyRow {
  id: string
  userId: string
  name: string
  digest: string
  credentialId: string
  publicKey: string
  counter: number
  transports: string
  synced: 0 | 1
  createdAt: number
  usedAt: number | null
}

/**
 * A challenge that waits for its one answer, by its digest. `subject` is whose challenges are counted together: a person for a new
 * passkey, with the session that asked, and a keyed digest of an address for signing in.
 */
export interface PasskeyChallengeRow {
  digest: string
  subject: string
  sessionId: string | null
  expiresAt: number
}

export interface Tables {
  /** `searchText`: name and login in lower case, for SQLite folds ASCII alone. */
  users: UserRow & { searchText: string }
  sessions: SessionRow
  apiTokens: ApiTokenRow
  passkeys: PasskeyRow
  passkeyChallenges: PasskeyChallengeRow
  userImports: {
    id: string
    status: 'waiting' | 'running' | 'done'
    total: number
    created: number
    actorId: string
    createdAt: number
  }
  /** A line waits while it has neither a person nor a reason; afterwards it says nothing of the person any more. */
  userImportLines: {
    importId: string
    line: number
    email: string
    name: string
    role: string
    language: string | null
    userId: string | null
    reason: UserLineReason | null
  }
  /** One a person at most; the digest of the link's secret. */
  invitations: { userId: string; digest: string; expiresAt: number }
  revocations: RevocationRow
  /** One row with the last number given, locked by whoever takes the next: numbers become visible in order. */
  revocationHead: { id: number; number: number }
  /** Wrong guesses by a keyed digest of the email or the address; `moments` is a JSON list of epoch milliseconds. */
  guesses: { subject: string; moments: string; lastAt: number }
  /** The newest signs, all are published. `privateKey` is a JWK. */
  signingKeys: { number: number; kid: string; privateKey: string; createdAt: number }
}
