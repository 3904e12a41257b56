import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { scriptsIn } from '@popug/service-kit'

/** What nginx includes to let the scripts run that stand in the pages of a folder, by their digests. */
export const pageScripts = async (folder: string): Promise<string> => {
  const pages = (await readdir(folder)).map((name) => join(folder, name, 'index.html')).filter(existsSync)
  const texts = await Promise.all(pages.map((page) => readFile(page, 'utf8')))
  return `default "${[...new Set(texts.flatMap(scriptsIn))].join(' ')}";\n`
}
