import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { runCommand } from '../setup/run-command.ts'

/** What the tests of this folder may put in the place of the real machine. */
export type Machine = {
  env: NodeJS.ProcessEnv
  exists: (path: string) => boolean
  /** Runs a program to its end, or for so many milliseconds at most. */
  run: (command: string, args: readonly string[], within?: number) => Promise<{ code: number; output: string }>
  root: boolean
}

const attempts = 3

/** The machine this runs on. */
export const thisMachine = (): Machine => ({
  env: process.env,
  exists: existsSync,
  run: (command, args, within) =>
    runCommand(command, args, {
      cwd: process.cwd(),
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      ...(within ? { signal: AbortSignal.timeout(within) } : {}),
    }),
  root: process.getuid?.() === 0,
})

/** Whether packages may be installed here: Debian, and as root. */
export const mayInstall = (machine: Machine): boolean => machine.root && machine.exists('/etc/debian_version')

/** Installs Debian's packages, three times at most where the network fails; what it says tells how it went. */
export const installOnDebian = async (
  machine: Machine,
  what: string,
  packages: readonly string[],
  say: (line: string) => void,
): Promise<void> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    say(`Installing ${what} (attempt ${attempt} of ${attempts}) …`)
    const update = await machine.run('apt-get', ['update', '-q'])
    const install = await machine.run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages])
    if (install.code === 0) return
    say(`apt-get did not succeed: ${(install.output || update.output).trim().split('\n').slice(-3).join(' / ')}`)
  }
}

const policy = '/usr/sbin/policy-rc.d'

/** Runs work during which packages that are installed may not start their services: the tests start servers of their own. */
export const withoutServices = async (work: () => Promise<void>): Promise<void> => {
  if (existsSync(policy)) return work()
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    await work()
  } finally {
    rmSync(policy, { force: true })
  }
}
