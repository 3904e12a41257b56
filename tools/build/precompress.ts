import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** What grows by being compressed, or hardly shrinks, is sent as it is. */
const worthwhile = 1024
const isText = (name: string): boolean => /[.](js|css)$/.test(name)

const compress = async (file: string): Promise<void> => {
  const text = await readFile(file)
  if (text.length < worthwhile) return
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  await writeFile(`${file}.br`, await promisify(brotliCompress)(text, { params: quality }))
  await writeFile(`${file}.gz`, await promisify(gzip)(text, { level: 9 }))
}

/** Puts beside each script and style of a build what is sent in its place, compressed once and as small as can be. */
export const precompress = async (dist: string): Promise<void> => {
  const assets = join(dist, 'assets')
  if (!existsSync(assets)) return // A page of text alone.
  for (const name of (await readdir(assets)).filter(isText)) await compress(join(assets, name))
}
