import { describe, expect, it } from 'vitest'
import { newWebhookSecret, secretBox, signatureOf } from './webhook-secret.ts'

describe('a signature', () => {
  it('is the one that Standard Webhooks gives as its example', () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' }
    expect(signatureOf(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], message)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    )
  })

  it('stands there for each secret while there are two', () => {
    const message = { id: 'one', timestamp: 1, body: '{}' }
    const [one, two] = [newWebhookSecret(), newWebhookSecret()]
    expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(signatureOf([one, two], message)).toBe(`${signatureOf([one], message)} ${signatureOf([two], message)}`)
  })
})

describe('a sealed secret', () => {
  const box = secretBox('the secret of an installation')

  it('opens for its webhook, and looks another each time', () => {
    const sealed = box.seal('one', 'whsec_x')
    expect(sealed).not.toBe(box.seal('one', 'whsec_x'))
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('whsec')
    expect(box.open('one', sealed)).toBe('whsec_x')
  })

  it('opens for no other webhook, under no other key, and not when it was changed', () => {
    const sealed = box.seal('one', 'whsec_x')
    expect(() => box.open('two', sealed)).toThrow()
    expect(() => secretBox('another secret').open('one', sealed)).toThrow()
    const bytes = Buffer.from(sealed, 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(() => box.open('one', bytes.toString('base64'))).toThrow()
    expect(() => box.open('one', '')).toThrow()
  })
})
