import { installOnDebian, type Machine, mayInstall, thisMachine } from './debian.ts'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const debianPackages = ['chromium', 'fonts-liberation', 'fonts-dejavu-core', 'fonts-noto-color-emoji']
const find = ({ exists }: Machine): string | undefined => places.find(exists)

/** Answers the path of a browser that starts; installs one on Debian where it may; says what to do where it cannot. */
export const ensureChromium = async (say: (line: string) => void, machine = thisMachine()): Promise<string> => {
  const chosen = machine.env.CHROMIUM_PATH
  if (!chosen && !find(machine) && mayInstall(machine)) await installOnDebian(machine, 'Chromium', debianPackages, say)
  const path = chosen || find(machine)
  if (!path) {
    throw new Error('No Chromium was found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.')
  }
  const { code, output } = await machine.run(path, ['--version'])
  if (code !== 0) throw new Error(`The browser ${path} does not start: ${output.trim()}`)
  return path
}
