import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** A file and its name in the archive. */
export interface Packed {
  readonly name: string
  readonly path: string
}

const block = 512
/** Names are short here; a longer one would need another form of header. */
const longestName = 100
const largestOctal = 8 ** 11

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`

/** A POSIX `ustar` header; sizes from 8 GiB on in the binary form that every tar reads. */
const headerOf = (name: string, size: number, modified: number): Buffer => {
  if (Buffer.byteLength(name) > longestName) throw new Error(`too long a name: ${name}`)
  const header = Buffer.alloc(block)
  header.write(name, 0)
  header.write(octal(0o600, 8), 100)
  header.write(octal(0, 8), 108)
  header.write(octal(0, 8), 116)
  if (size < largestOctal) header.write(octal(size, 12), 124)
  else {
    header.writeUInt8(0x80, 124)
    header.writeBigUInt64BE(BigInt(size), 128)
  }
  header.write(octal(Math.floor(modified / 1000), 12), 136)
  header.write(' '.repeat(8), 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 7)} `, 148)
  return header
}

const paddingOf = (size: number): number => (block - (size % block)) % block

/** The bytes of a tar archive of these files. */
export async function* packTar(files: readonly Packed[]): AsyncGenerator<Buffer> {
  for (const { name, path } of files) {
    const { size, mtimeMs } = await stat(path)
    yield headerOf(name, size, mtimeMs)
    let read = 0
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      read += chunk.length
      yield chunk
    }
    if (read !== size) throw new Error(`${name} changed while it was read`)
    yield Buffer.alloc(paddingOf(size))
  }
  yield Buffer.alloc(2 * block)
}

/** Bytes as they come, taken in pieces of any length. */
class Bytes {
  readonly #source: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** At most so many bytes, at least one; null at the end. */
  async some(most: number): Promise<Buffer | null> {
    if (this.#rest.length === 0) {
      const { done, value } = await this.#source.next()
      if (done) return null
      this.#rest = value
      if (value.length === 0) return this.some(most)
    }
    const taken = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(taken.length)
    return taken
  }

  async *exactly(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      const taken = await this.some(left)
      if (!taken) throw new Error('the archive ends too early')
      left -= taken.length
      yield taken
    }
  }

  async pass(length: number): Promise<void> {
    for await (const _ of this.exactly(length));
  }

  async all(length: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const part of this.exactly(length)) parts.push(part)
    return Buffer.concat(parts)
  }
}

const sizeIn = (header: Buffer): number => {
  if ((header[124] ?? 0) & 0x80) return Number(header.readBigUInt64BE(128))
  return Number.parseInt(header.toString('ascii', 124, 136), 8)
}

const isWhole = (header: Buffer): boolean => {
  const said = Number.parseInt(header.toString('ascii', 148, 156), 8)
  const blank = Buffer.from(header)
  blank.fill(' ', 148, 156)
  return said === blank.reduce((total, byte) => total + byte, 0)
}

/** Unpacks an archive: `pathOf` says where each file goes, or null to pass it over. Throws where the archive is broken. */
export const unpackTar = async (
  source: AsyncIterable<Buffer>,
  pathOf: (name: string) => string | null,
): Promise<string[]> => {
  const bytes = new Bytes(source)
  const names: string[] = []
  for (;;) {
    const header = await bytes.all(block)
    if (header.every((byte) => byte === 0)) break
    if (!isWhole(header)) throw new Error('the archive is broken')
    const name = header.toString('utf8', 0, longestName).replace(/\0.*$/s, '')
    const size = sizeIn(header)
    const path = pathOf(name)
    if (path === null) await bytes.pass(size)
    else {
      await pipeline(bytes.exactly(size), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
      names.push(name)
    }
    await bytes.pass(paddingOf(size))
  }
  // To the very end: what is unzipped tells only there whether all of it is as it was packed.
  while ((await bytes.some(block)) !== null);
  return names
}
