import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

// Plain JavaScript without dependencies: this is what runs when nothing is installed yet.

const lockFile = 'package-lock.json'
const stampFile = 'node_modules/.popug-lock-hash'
const npmsOwnRecord = 'node_modules/.package-lock.json' // npm writes it last, so a broken-off installation has none

const lockHash = async (root) =>
  createHash('sha256')
    .update(await readFile(join(root, lockFile)))
    .digest('hex')

const installedByUs = async (root) => {
  if (!existsSync(join(root, stampFile))) return false
  return (await readFile(join(root, stampFile), 'utf8')).trim() === (await lockHash(root))
}

const installedByHand = async (root) => {
  if (!existsSync(join(root, npmsOwnRecord))) return false
  const [installed, locked] = await Promise.all([stat(join(root, npmsOwnRecord)), stat(join(root, lockFile))])
  return installed.mtimeMs >= locked.mtimeMs
}

/** Answers whether what is installed under `root` is what its lock file names, whoever installed it. */
export const dependenciesStand = async (root) => (await installedByUs(root)) || installedByHand(root)

const installed = (root, signal) =>
  new Promise((resolve, reject) => {
    const npm = spawn('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      signal,
    })
    let said = ''
    const remember = (chunk) => {
      said = (said + chunk).slice(-20_000)
    }
    npm.stdout.on('data', remember)
    npm.stderr.on('data', remember)
    npm.on('error', reject)
    npm.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`npm ci failed:\n${said.trim()}`))))
  })

/** Installs what the lock file names where it is not installed yet, and remembers for which lock file it did. */
export const ensureDependencies = async (root, { install = installed, say = console.log, signal } = {}) => {
  if (await dependenciesStand(root)) return false
  say('Installing dependencies (the first time takes a minute) …')
  const begun = Date.now()
  const wanted = await lockHash(root)
  await install(root, signal)
  await writeFile(join(root, stampFile), `${wanted}\n`)
  say(`Dependencies installed in ${Math.round((Date.now() - begun) / 1000)} s.`)
  return true
}
