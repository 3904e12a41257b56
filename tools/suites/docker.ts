import { type Machine, thisMachine } from './debian.ts'

/** What compose.yaml stands on besides our own images. */
const images = ['mysql:9.7', 'rabbitmq:4.3-management', 'nginx:1.30', 'node:24-slim']

/** Milliseconds that preparing, and building, may take. */
const patience = 6 * 60_000

/** A Docker Engine with what compose.yaml needs cannot be had here; not a fault of Popug's. */
export class NoDocker extends Error {
  override readonly name = 'NoDocker'
}

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? ''

/**
 * Makes sure that a Docker Engine answers and has the base images: asks the script that POPUG_IMAGES_SCRIPT names for both
 * where they are missing, and leaves what can be pulled to Docker. Throws `NoDocker` where there is no engine.
 */
export const ensureDocker = async (say: (line: string) => void, machine: Machine = thisMachine()): Promise<void> => {
  const does = async (command: string, args: readonly string[]): Promise<boolean> =>
    (await machine.run(command, args)).code === 0
  const has = async (): Promise<boolean> =>
    (await does('docker', ['info'])) && (await does('docker', ['image', 'inspect', ...images]))

  const script = machine.env.POPUG_IMAGES_SCRIPT
  let said = 'no engine answers `docker info`'
  if (!(await has()) && script && machine.exists(script) && machine.root) {
    say('Preparing a Docker Engine and the base images (the first time takes minutes) …')
    const { code, output } = await machine.run(script, images, patience)
    if (code !== 0) said = `${script} ended with ${code}: ${lastLine(output)}`
  }
  if (!(await does('docker', ['info']))) throw new NoDocker(said)
  if (!(await does('docker', ['compose', 'version']))) throw new NoDocker('docker has no compose plugin')
}

/** Our images; their tag is a name of this run's own, so that several may go on at once on one engine. */
const ours = ['popug-server', 'popug-web']

/** Builds our images under a tag; throws with what Docker said where that fails. */
export const buildImages = async (tag: string, machine: Machine = thisMachine()): Promise<void> => {
  // Secrets are for running, yet compose.yaml wants them named before it does anything.
  const build = ['POPUG_DEMO=1', `POPUG_VERSION=${tag}`, 'docker', 'compose', 'build', 'auth', 'nginx']
  const { code, output } = await machine.run('env', build, patience)
  if (code !== 0) throw new Error(`docker compose build failed:\n${output.trim().split('\n').slice(-30).join('\n')}`)
}

/** Removes our images of a tag; what they were made of stays with the engine for the next time. */
export const removeImages = async (tag: string, machine: Machine = thisMachine()): Promise<void> => {
  await machine.run('docker', ['image', 'rm', '--force', ...ours.map((name) => `${name}:${tag}`)])
}
