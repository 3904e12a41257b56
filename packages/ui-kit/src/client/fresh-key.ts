/** An idempotency key that no other action has. Made here, for `crypto.randomUUID` is nowhere but over HTTPS and at localhost. */
export const freshKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
