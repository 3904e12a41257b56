import { readSettings, SettingsError } from '@popug/service-kit'
import { describe, expect, it } from 'vitest'
import { AuthSettings, firstAdminOf } from './config.ts'

describe('the settings', () => {
  it('need nothing', () => {
    expect(readSettings(AuthSettings, {})).toEqual({
      SESSION_DAYS: 14,
      TOKEN_SECONDS: 300,
      HASHES_AT_ONCE: 2,
      SIGN_IN_LIMIT: 10,
      POPUG_DEMO: '0',
    })
  })

  it('refuse tokens that live longer than revocations are remembered', () => {
    expect(() => readSettings(AuthSettings, { TOKEN_SECONDS: '3600' })).toThrow('TOKEN_SECONDS')
  })

  it('name both halves of the first admin or neither', () => {
    const whole = { ADMIN_EMAIL: 'a@popug.test', ADMIN_PASSWORD: 'popug' }
    expect(firstAdminOf(whole)).toEqual({ email: 'a@popug.test', password: 'popug' })
    expect(firstAdminOf({})).toBeNull()
    expect(() => firstAdminOf({ ADMIN_EMAIL: 'a@popug.test' })).toThrow(SettingsError)
    expect(() => firstAdminOf({ ADMIN_PASSWORD: 'popug' })).toThrow('ADMIN_EMAIL')
  })
})
