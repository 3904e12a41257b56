import { existsSync } from 'node:fs'
import { runCommand } from '../setup/run-command.ts'

type Machine = {
  env: NodeJS.ProcessEnv
  exists: (path: string) => boolean
  run: (command: string, args: readonly string[]) => Promise<{ code: number; output: string }>
  root: boolean
}

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const debianPackages = ['chromium', 'fonts-liberation', 'fonts-dejavu-core', 'fonts-noto-color-emoji']
const attempts = 3

const thisMachine = (): Machine => ({
  env: process.env,
  exists: existsSync,
  run: (command, args) =>
    runCommand(command, args, { cwd: process.cwd(), env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }),
  root: process.getuid?.() === 0,
})

const find = ({ exists }: Machine): string | undefined => places.find(exists)

const installOnDebian = async (machine: Machine, say: (line: string) => void): Promise<void> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    say(`Installing Chromium (attempt ${attempt} of ${attempts}) …`)
    const update = await machine.run('apt-get', ['update', '-q'])
    const install = await machine.run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...debianPackages])
    if (install.code === 0) return
    say(`apt-get did not succeed: ${(install.output || update.output).trim().split('\n').slice(-3).join(' / ')}`)
  }
}

/** Answers the path of a browser that starts; installs one on Debian where it may; says what to do where it cannot. */
export const ensureChromium = async (say: (line: string) => void, machine = thisMachine()): Promise<string> => {
  const chosen = machine.env.CHROMIUM_PATH
  if (!chosen && !find(machine) && machine.root && machine.exists('/etc/debian_version')) {
    await installOnDebian(machine, say)
  }
  const path = chosen || find(machine)
  if (!path) {
    throw new Error('No Chromium was found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.')
  }
  const { code, output } = await machine.run(path, ['--version'])
  if (code !== 0) throw new Error(`The browser ${path} does not start: ${output.trim()}`)
  return path
}
