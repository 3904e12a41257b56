import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(8 * 512)
let used = pool.length
let lastTime = 0
let counter = 0

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/**
 * A new UUIDv7 (RFC 9562, method 1): `now` in epoch milliseconds, then a 12-bit counter that keeps ids of one
 * millisecond in order, then 62 random bits. Never goes back within a process, even if the clock does.
 */
export const newId = (now: number = Date.now()): string => {
  if (now > lastTime) {
    lastTime = now
    counter = 0
  } else if (++counter > 0xfff) {
    lastTime += 1
    counter = 0
  }
  return idAt(lastTime, counter)
}

const randomBytes = (count: number): Buffer => {
  if (used + count > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}

const idAt = (time: number, sequence: number): string => {
  const random = randomBytes(8)
  const tail = random.toString('hex')
  const variant = hex(((random[0] ?? 0) & 0x3f) | 0x80, 2)
  const millis = hex(time, 12)
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${hex(sequence, 3)}-${variant}${tail.slice(2, 4)}-${tail.slice(4)}`
}
