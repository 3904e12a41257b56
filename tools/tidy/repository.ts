import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the repository: its path from the root, and its text. */
export type SourceFile = { path: string; text: string }

const texts =
  /[.]([cm]?[jt]sx?|json|md|html|css|ya?ml|sh|sql|conf|svg)$|(^|\/)(Dockerfile|run|[.][a-z]+rc|[.]gitignore|[.]env[.]example)$/

/** Reads every text file that git knows or would add. */
export const repositoryFiles = (root: string): SourceFile[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
    .split('\0')
    .filter((path) => texts.test(path) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/** Answers whether a path is program text of ours, a test or not. */
export const isCode = (path: string): boolean => /[.][cm]?[jt]sx?$/.test(path)

/** Answers whether a path is a test. */
export const isTest = (path: string): boolean => /[.](test|contract)[.]tsx?$/.test(path)
