import { billingRoutes } from '@popug/contracts/billing.ts'
import { withNewCardKey, withoutCardKeys } from '../card-keys.ts'
import { Complaint } from '../complaint.ts'
import type { Person } from '../person.ts'
import { writeSecrets } from '../secrets.ts'
import { readArguments } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { asAdmin, installationHelp, installationOptions } from './installation.ts'
import { bad, dim, good, say, sayJson, someOf, tell } from './printing.ts'
import { withFolder } from './with-folder.ts'
import { WrongUsage } from './wrong-usage.ts'

const help = `Usage: popug cards rotate [--new-key] [--drop-old] [--url URL --email E --password-stdin] [--json]

Seals every card number with the key that is set now (CARD_KEY), a few hundred at a time. Payouts go on meanwhile,
and people may name and forget cards. Broken off, it goes on where it was when it is run again. Afterwards it says
which old keys no card needs any more. Ends with 1 where a card could not be opened, or was sealed with an old key
meanwhile. docs/howto/rotate-card-keys.md has the whole road, for several instances too.

  --new-key   makes a new key first, in the data folder; the one of before is kept beside it
  --drop-old  afterwards removes the keys from the data folder that no card needs: older backups
              of billing alone cannot be restored then

${installationHelp}

Examples:
  popug cards rotate --new-key
  printf '%s' "$PASSWORD" | popug cards rotate --url http://localhost:8080 --email admin@popug.test --password-stdin`

const options = {
  ...installationOptions,
  'new-key': { type: 'boolean' },
  'drop-old': { type: 'boolean' },
} as const

/** Settings that go before the data folder's: with them in the environment, changing the folder would change nothing. */
const ofTheKeys = ['CARD_KEY', 'CARD_KEY_ID', 'CARD_OTHER_KEYS'].flatMap((name) => [name, `${name}_FILE`])

const mustBeInFolder = (): void => {
  const set = ofTheKeys.find((name) => process.env[name])
  if (set) throw new Complaint(`${set} is set in the environment: change the keys there, not in the data folder.`)
}

const makeKey = (): Promise<string> =>
  withFolder(async (folder) => {
    if (folder.isNew) throw new Complaint(`There is no installation in ${folder.path}.`)
    const changed = withNewCardKey(folder.secrets)
    writeSecrets(folder.path, changed)
    return changed.CARD_KEY_ID ?? ''
  })

const dropKeys = (needed: ReadonlySet<string>): Promise<string[]> =>
  withFolder(async ({ path, secrets }) => {
    const { left, gone } = withoutCardKeys(secrets, needed)
    if (gone.length > 0) writeSecrets(path, left)
    return gone
  })

const renewAll = async (admin: Person, json: boolean | undefined) => {
  let renewed = 0
  const unreadable: string[] = []
  let after: string | null = null
  do {
    const step: { renewed: number; unreadable: string[]; next: string | null } = await admin.call(
      billingRoutes.renewCards,
      { body: after === null ? {} : { after } },
    )
    renewed += step.renewed
    unreadable.push(...step.unreadable)
    after = step.next
    tell(`${renewed} cards are sealed anew`, json)
  } while (after !== null)
  return { renewed, unreadable, ...(await admin.call(billingRoutes.listCardKeys)) }
}

const run = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, options)
  const changesFolder = values['new-key'] || values['drop-old']
  if (changesFolder && values.url !== undefined)
    throw new WrongUsage('--new-key and --drop-old are for a data folder; elsewhere the keys are settings.')
  if (changesFolder) mustBeInFolder()
  const made = values['new-key'] ? await makeKey() : null
  const { renewed, unreadable, keys, outOfDate } = await asAdmin(values, (admin) => renewAll(admin, values.json))
  const needed = new Set(keys.filter(({ cards }) => cards > 0).map(({ keyId }) => keyId))
  const dropped = values['drop-old'] ? await dropKeys(needed) : []
  const idle = keys
    .filter(({ isSealing, keyId }) => !isSealing && !needed.has(keyId) && !dropped.includes(keyId))
    .map(({ keyId }) => keyId)
  if (values.json) sayJson({ well: outOfDate === 0, made, renewed, unreadable, outOfDate, keys, idle, dropped })
  else {
    const sealing = keys.find(({ isSealing }) => isSealing)
    say(good(`${renewed} cards were sealed anew; ${sealing?.cards ?? 0} are sealed with the key "${sealing?.keyId}".`))
    if (unreadable.length > 0)
      say(bad(`${unreadable.length} do not open and must be named anew, by: ${someOf(unreadable)}.`))
    if (outOfDate > unreadable.length)
      say(bad(`${outOfDate - unreadable.length} were sealed with an old key meanwhile: run this again.`))
    if (dropped.length > 0) say(good(`No longer in the data folder: ${dropped.join(', ')}.`))
    if (idle.length > 0) say(dim(`No card needs these keys any more: ${idle.join(', ')}.`))
  }
  return outOfDate > 0 ? 1 : 0
}

/** Renews the cards under the key that is set now. */
export const cardsRotate: CliCommand = {
  words: ['cards', 'rotate'],
  summary: 'seals all card numbers with the key that is set now',
  help,
  run,
}
