import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const prefix = 'whsec_'
const nonceLength = 12
const tagLength = 16

/** A fresh secret of 32 random bytes, as Standard Webhooks writes them. */
export const newWebhookSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`

/** The header `webhook-signature` of a message by Standard Webhooks 1.0: one signature for each secret. */
export const signatureOf = (
  secrets: readonly string[],
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string =>
  secrets
    .map((secret) => Buffer.from(secret.slice(prefix.length), 'base64'))
    .map((key) => `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    .join(' ')

/** Seals secrets for the database and opens them again. */
export interface SecretBox {
  seal(webhookId: string, secret: string): string
  /** Throws where it was sealed for another webhook, under another key, or has been changed. */
  open(webhookId: string, sealed: string): string
}

/**
 * Seals with AES-256-GCM under a key of its own, drawn from the installation's secret: signing needs the secret itself, so
 * a digest would not do. The webhook's id is authenticated with it.
 */
export const secretBox = (installationSecret: string): SecretBox => {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', 'popug/mailer/webhook-secret/1', 32))
  return {
    seal: (webhookId, secret) => {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(Buffer.from(webhookId))
      const text = Buffer.concat([cipher.update(secret, 'ascii'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')
    },
    open: (webhookId, sealed) => {
      const bytes = Buffer.from(sealed, 'base64')
      const text = nonceLength + tagLength
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), {
        authTagLength: tagLength,
      })
      decipher.setAAD(Buffer.from(webhookId))
      decipher.setAuthTag(bytes.subarray(nonceLength, text))
      return Buffer.concat([decipher.update(bytes.subarray(text)), decipher.final()]).toString('ascii')
    },
  }
}
