import { describe, expect, it } from 'vitest'
import { BillingSettings } from '../../config.ts'
import { isWithin, networksFrom } from './sources.ts'

const published = networksFrom((BillingSettings.properties.YOOKASSA_SOURCES as unknown as { default: string }).default)

describe('the networks that notices come from', () => {
  it.each([
    ['185.71.76.0', true],
    ['185.71.76.31', true],
    ['185.71.76.32', false],
    ['185.71.77.5', true],
    ['77.75.153.127', true],
    ['77.75.153.128', false],
    ['77.75.156.11', true],
    ['77.75.156.12', false],
    ['77.75.154.128', true],
    ['77.75.154.127', false],
    ['::ffff:185.71.76.1', true],
    ['2a02:5180::1', true],
    ['2a02:5181::1', false],
    ['127.0.0.1', false],
    ['', false],
    ['185.71.76', false],
    ['185.71.76.1, 10.0.0.1', false],
  ])('%s: %s', (ip, isIn) => {
    expect(published).toBeDefined()
    expect(published && isWithin(published, ip)).toBe(isIn)
  })

  it.each(['', '10.0.0.1/33', '10.0.0', '::1/129', '10.0.0.1/x', '10.0.0.1/'])('are none: %j', (text) => {
    expect(networksFrom(text)).toBeUndefined()
  })
})
