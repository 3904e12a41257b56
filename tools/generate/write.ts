import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a file unless it holds that text already; answers whether it did not. */
export const write = (file: string, text: string, really: boolean): boolean => {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
  if (!really) return true
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return true
}
