/**
 * A process of its own that closes days when it is told to: a whole Accounts on the database that its argument names. It says
 * `ready`, and after each closing what the route answered.
 */
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { openMysql } from '@popug/service-kit'
import { startTestProgram } from '@popug/service-kit/testing'
import { accountsService } from '../service.ts'
import { roundPrices } from './ledger-story.ts'

const [, , url = ''] = process.argv
const tell = (text: string): void => void process.send?.(text)
const program = await startTestProgram(accountsService, {
  env: { ...roundPrices, DAY_CLOSING: 'by_hand' },
  now: Date.parse('2026-01-01T12:00:00Z'),
  database: openMysql<object>(url),
  jobsByTime: false,
})
process.on('message', (day: string) => {
  program.clock.set(Date.parse(`${day}T20:00:00Z`))
  const closing = program.as('accountant').call(accountRoutes.closeDay, { params: { day } })
  void closing.then(({ text }) => tell(text))
})
process.on('disconnect', () => void program.stop().then(() => process.exit(0)))
tell('ready')
