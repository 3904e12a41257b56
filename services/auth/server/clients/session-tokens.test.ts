import { importJWK, SignJWT } from 'jose'
import { expect, it } from 'vitest'
import { newSigningKey, sessionTokens } from './session-tokens.ts'

const claims = { userId: 'u', sessionId: 's', role: 'manager', issuedMs: 1_000_000 } as const

it('reads its own tokens long after they ran out, and nobody else’s', async () => {
  const [ours, theirs] = [await newSigningKey(), await newSigningKey()]
  const tokens = await sessionTokens([ours], 300)
  const token = await tokens.sign(claims)
  expect(await tokens.read(token)).toEqual({ userId: 'u', sessionId: 's' })
  expect(await tokens.read(await (await sessionTokens([theirs], 300)).sign(claims))).toBeNull()
  for (const text of ['', 'a.b.c', token.slice(0, -4), `${token}x`]) expect(await tokens.read(text)).toBeNull()
})

it('reads no token for another audience', async () => {
  const key = await newSigningKey()
  const other = await new SignJWT({ sid: 's' })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
    .setIssuer('popug/auth')
    .setAudience('elsewhere')
    .setSubject('u')
    .sign(await importJWK(key, 'EdDSA'))
  expect(await (await sessionTokens([key], 300)).read(other)).toBeNull()
})

it('signs with the newest key, still reads what older ones signed, and publishes no secret', async () => {
  const [older, newer] = [await newSigningKey(), await newSigningKey()]
  const before = await (await sessionTokens([older], 300)).sign(claims)
  const tokens = await sessionTokens([older, newer], 300)
  expect(await tokens.read(before)).toEqual({ userId: 'u', sessionId: 's' })
  expect(tokens.keys.map(({ kid }) => kid)).toEqual([older.kid, newer.kid])
  expect(tokens.keys.flatMap((key) => Object.keys(key))).not.toContain('d')
})
