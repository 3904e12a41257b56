import { describe, expect, it } from 'vitest'
import { isPublicAddress, PrivateAddress, publicLookup } from './public-address.ts'

describe('an address', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
    '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['1.1.1.1', '8.8.8.8', '100.63.255.255', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )
})

describe('a name', () => {
  it.each([{}, { all: true }, { family: 4 }])(
    'that leads to this machine is not resolved, with %o',
    async (options) => {
      const error = await new Promise((done) => publicLookup('localhost', options, done))
      expect(error).toBeInstanceOf(PrivateAddress)
    },
  )

  it('that leads nowhere fails as usual', async () => {
    const error = await new Promise((done) => publicLookup('no.such.name.invalid', {}, done))
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(PrivateAddress)
  })
})
