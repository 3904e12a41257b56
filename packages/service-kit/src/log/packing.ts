/**
 * Packing: what is said is much the same again and again, a tenth of it is left when it is packed. Brotli at its quickest
 * takes less time for that than sockets, broker and database take for the rest (docs/decisions/0013): 0.7 ms for a
 * thousand events, less than handing them to another thread and back is worth.
 */
import { hash } from 'node:crypto'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/** As HTTP and AMQP name it: RFC 7932. */
export const packedEncoding = 'br'

/** Bytes from which on something is packed: below, that gains nothing worth its time. */
export const shortestPacked = 4_096
/** Bytes that something packed may hold: far more than any message or outbox row of ours, and no more than memory has room for. */
const mostUnpacked = 64 * 1024 * 1024

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants

/** Whether so many bytes, or characters, are packed. */
export const isWorthPacking = (length: number): boolean => length >= shortestPacked

/** Packs a text or bytes. */
export const pack = (plain: string | Uint8Array): Buffer =>
  brotliCompressSync(plain, { params: { [BROTLI_PARAM_QUALITY]: 1, [BROTLI_PARAM_SIZE_HINT]: plain.length } })

/** Characters that are remembered of what was packed last. */
const mostRemembered = 4 * 1024 * 1024

/**
 * Packs texts, and remembers the last of them: what a process says it publishes moments later, and then need not unpack what
 * it has packed. A text is found by the digest of what it was packed to, so a wrong one cannot be.
 */
export class TextPacker {
  readonly #texts = new Map<string, string>()
  #remembered = 0

  pack(text: string): Buffer {
    const packed = pack(text)
    this.#remember(digestOf(packed), text)
    return packed
  }

  /** The text that was packed; throws where something else was given. */
  unpack(packed: Uint8Array): string {
    return this.#texts.get(digestOf(packed)) ?? unpack(packed).toString('utf8')
  }

  #remember(digest: string, text: string): void {
    if (this.#texts.has(digest)) return
    this.#texts.set(digest, text)
    this.#remembered += text.length
    for (const [oldest, { length }] of this.#texts) {
      if (this.#remembered <= mostRemembered) break
      this.#texts.delete(oldest)
      this.#remembered -= length
    }
  }
}

const digestOf = (packed: Uint8Array): string => hash('sha256', packed, 'base64')

/** The bytes that were packed; throws where something else was given, or something that holds more than 64 MiB. */
export const unpack = (packed: Uint8Array): Buffer =>
  brotliDecompressSync(packed, { maxOutputLength: mostUnpacked, chunkSize: chunkFor(packed.length) })

/** What is unpacked is gathered in pieces; one that holds all of it is not copied once more. */
const chunkFor = (length: number): number => Math.min(1024 * 1024, Math.max(16_384, length * 16))
