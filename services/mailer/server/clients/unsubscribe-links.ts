import { createHmac, timingSafeEqual } from 'node:crypto'

/** Links that stop a person's letters without signing in. */
export interface UnsubscribeLinks {
  /** The page that asks, for people. */
  pageOf(userId: string): string
  /** What a mail program posts to (RFC 8058); opened by a person it leads to the page. */
  oneClickOf(userId: string): string
  /** Whose link this is; null where nobody signed it. */
  userOf(token: string): string | null
}

/** Signs links for as long as the installation's secret is the same; each is for one person and for nothing else. */
export const unsubscribeLinks = ({ origin, secret }: { origin: string; secret: string }): UnsubscribeLinks => {
  const key = createHmac('sha256', secret).update('unsubscribe links').digest()
  const tokenOf = (userId: string): string =>
    `${userId}~${createHmac('sha256', key).update(userId).digest('base64url')}`
  return {
    pageOf: (userId) => `${origin}/mailer/unsubscribe/${tokenOf(userId)}`,
    oneClickOf: (userId) => `${origin}/mailer/api/unsubscriptions/${tokenOf(userId)}`,
    userOf: (token) => {
      const [userId = ''] = token.split('~')
      const [given, right] = [Buffer.from(token), Buffer.from(tokenOf(userId))]
      return given.length === right.length && timingSafeEqual(given, right) ? userId : null
    },
  }
}
