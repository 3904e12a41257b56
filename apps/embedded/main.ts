import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import product from '../../package.json' with { type: 'json' }
import { orComplain } from './complaint.ts'
import { openDataFolder } from './data-folder.ts'
import { fillWithDemo } from './demo/fill.ts'
import { demoPassword, demoPeople } from './demo/people.ts'
import { mustBeFree, startEmbedded } from './embedded.ts'
import { countUsers } from './first-admin.ts'
import { readAll, readEmbedded } from './settings.ts'

const say = (text: string): void => console.log(text)

/** What Ctrl-C may take: requests under way, then the services one by one. */
const graceTime = 20_000

await orComplain(async () => {
  const { env } = process
  const began = Date.now()
  say(`Popug ${product.version}`)
  const settings = readEmbedded(env)
  // Whatever is broken is said before anything is made.
  readAll({ SERVICE_SECRET: 'x'.repeat(32), CARD_KEY: '0'.repeat(64), ...env })
  await mustBeFree(settings)
  const folder = openDataFolder(settings.POPUG_DATA)
  const log = pino({ level: env.LOG_LEVEL || 'warn' })
  const isDemo = settings.POPUG_DEMO === '1'
  const fresh = folder.isNew
  if (fresh && isDemo) await fillWithDemo({ env, folder, log, progress: (text) => say(`  ${text}`) })

  const program = await startEmbedded({
    env: { ...env, POPUG_DEMO: settings.POPUG_DEMO },
    folder,
    log,
    listen: { port: settings.PORT, host: settings.HOST },
    progress: (text) => log.info(text),
  })
  closeWithGrace({ delay: graceTime, logger: false }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, 'an error that nobody caught')
    if (signal) say('\nStopping …')
    await program.stop()
    folder.release()
    if (signal) say('Stopped.')
  })

  const shown = new URL(program.address)
  if (settings.HOST !== '0.0.0.0') shown.hostname = settings.HOST === '127.0.0.1' ? 'localhost' : settings.HOST
  say(
    `\n✓ Popug runs at ${shown.origin} (${((Date.now() - began) / 1000).toFixed(1)} s). Data: ${folder.path}. Ctrl-C stops it.`,
  )
  if (program.bank) say(`  The sandbox bank pays: no money moves. What it received: ${program.bank}`)
  if (fresh && isDemo) {
    say(`\nDemo people, password "${demoPassword}":`)
    for (const { email, role } of demoPeople) say(`  ${email.padEnd(24)} ${role}`)
  } else if ((await countUsers(program)) === 0) {
    say('\nNobody is registered yet. Stop Popug and register the first admin:')
    say('  npm run popug -- user add --email you@example.com --name "Your Name" --role admin')
    say('or start with ADMIN_EMAIL and ADMIN_PASSWORD set.')
  }
})
