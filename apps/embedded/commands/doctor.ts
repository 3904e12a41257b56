import type { Looked } from '../doctor/complaints.ts'
import { lookAtFolder } from '../doctor/look-at-folder.ts'
import { lookAtLog } from '../doctor/look-at-log.ts'
import { lookAtNode, lookAtPort, lookAtSettings, lookAtSpace } from '../doctor/look-at-machine.ts'
import { lookAtServices } from '../doctor/look-at-services.ts'
import { waitForRest } from '../recovery/log-state.ts'
import { readEmbedded } from '../settings.ts'
import { readArguments } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { asAdmin, type InstallationChoice, installationHelp, installationOptions } from './installation.ts'
import { bad, good, say, sayJson } from './printing.ts'

const help = `Usage: popug doctor [--url URL --email E --password-stdin] [--json]

Looks at everything that may keep Popug from working, and names a cure for each complaint. Ends with 1 where there is
one. Without --url: Node, settings, disk, port, the data folder, its databases and its clock, and, where Popug does
not run, what its services say and hear. With --url: the services, their clock, the courier, who is behind, what
was put aside.

${installationHelp}

Examples:
  popug doctor
  printf '%s' "$PASSWORD" | popug doctor --url http://localhost:8080 --email admin@popug.test --password-stdin`

/** Milliseconds for what was under way when Popug stopped to arrive. */
const restTime = 10_000

const examineHere = async (): Promise<Looked[]> => {
  const looked = [lookAtNode(), ...lookAtSettings(process.env)]
  if (looked.some(({ cure }) => cure !== null)) return looked
  const settings = readEmbedded(process.env)
  looked.push(lookAtSpace(settings.POPUG_DATA))
  const folder = await lookAtFolder(settings.POPUG_DATA)
  looked.push(...folder.looked)
  if (folder.isRunning) return looked
  looked.push(await lookAtPort(settings))
  if (!folder.isWhole) return looked
  const log = await asAdmin({}, async (admin) => {
    await waitForRest(admin, restTime)
    return lookAtLog(admin)
  })
  return [...looked, ...log]
}

const examineThere = async (choice: InstallationChoice, url: string): Promise<Looked[]> => {
  const looked = [lookAtNode(), ...(await lookAtServices(url))]
  if (looked.some(({ cure }) => cure !== null)) return looked
  return [...looked, ...(await asAdmin(choice, lookAtLog))]
}

/** Prints what ails an installation, with cures. */
export const doctor: CliCommand = {
  words: ['doctor'],
  summary: 'looks for what keeps Popug from working, with a cure for each',
  help,
  run: async (args) => {
    const { values } = readArguments(args, installationOptions)
    const items = values.url === undefined ? await examineHere() : await examineThere(values, values.url)
    const complaints = items.filter(({ cure }) => cure !== null)
    if (values.json) sayJson({ well: complaints.length === 0, items })
    else {
      for (const { at, found, cure } of items)
        say(cure === null ? good(`${at}: ${found}`) : `${bad(`${at}: ${found}`)}\n    Cure: ${cure}`)
    }
    return complaints.length > 0 ? 1 : 0
  },
}
