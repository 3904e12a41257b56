import { accountRoutes } from '@popug/contracts/accounts.ts'
import { moment } from '@popug/contracts/days.ts'
import { payoutReturned, taskAssigned, taskClosed } from '@popug/contracts/events.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import { newId } from '@popug/service-kit'
import { startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import { accountsService, verifyLedger } from '../service.ts'
import type { AccountsWorld } from '../world.ts'

/** Prices that can be added up by eye: a fee is 10.00, a reward 30.00. */
export const roundPrices = {
  FEE_MIN_MINOR: '1000',
  FEE_MAX_MINOR: '1000',
  REWARD_MIN_MINOR: '3000',
  REWARD_MAX_MINOR: '3000',
}

type Program = TestProgram<AccountsWorld>

const namer = (): ((name: string) => string) => {
  const ids = new Map<string, string>()
  return (name) => {
    const id = ids.get(name) ?? newId()
    ids.set(name, id)
    return id
  }
}

const columns = (line: string): string => line.trim().replace(/\s+/g, ' ')

/** The story in one form, whatever its columns are: `action | person kind amount balance day`, a line for each row. */
export const tidy = (story: string): string[] => story.split('\n').map(columns).filter(Boolean)

/** A working day told line by line, and the rows that the ledger made of each line. */
export class LedgerStory {
  readonly program: Program
  readonly #person = namer()
  readonly #task = namer()
  readonly #names = new Map<string, string>()
  #seen = 0

  constructor(program: Program) {
    this.program = program
  }

  static async start(env: Record<string, string> = {}): Promise<LedgerStory> {
    return new LedgerStory(
      await startTestProgram(accountsService, { env: { ...roundPrices, DAY_CLOSING: 'by_hand', ...env } }),
    )
  }

  person(name: string): string {
    const id = this.#person(name)
    this.#names.set(id, name)
    return id
  }

  /** Lives through the left sides of the lines and answers the whole story as it really went. */
  async tell(story: string): Promise<string[]> {
    const told: string[] = []
    for (const line of tidy(story)) {
      const [action = ''] = line.split('|').map(columns)
      if (action === '') continue
      const refusal = await this.#live(action.split(' '))
      await this.program.settled()
      const rows = await this.#newRows()
      if (refusal) rows.push(`! ${refusal}`)
      told.push(
        ...(rows.length === 0 ? [action] : rows.map((row, index) => columns(`${index === 0 ? action : ''} | ${row}`))),
      )
    }
    return told
  }

  /** What `verify` finds wrong, in one list; empty when the ledger is right. */
  async wrongs(): Promise<string[]> {
    const verified = await verifyLedger(this.program.session())
    return verified.flatMap(({ invariant, offenders }) => offenders.map((offender) => `${invariant}: ${offender}`))
  }

  async #live([verb, first = '', second = '', ...rest]: string[]): Promise<string | undefined> {
    const { program } = this
    const at = moment(program.clock.now())
    switch (verb) {
      case 'at':
        program.clock.set(Date.parse(`${first}T${second}:00Z`))
        return undefined
      case 'assign': {
        const who = { assignmentId: newId(), taskId: this.#task(second), userId: this.person(first) }
        await program.say(taskAssigned, { ...who, assignedAt: at, key: second, title: `Task ${second}` })
        return undefined
      }
      case 'close':
        await program.say(taskClosed, { taskId: this.#task(second), userId: this.person(first), closedAt: at })
        return undefined
      case 'closing':
        return refusalOf(await this.#accountant().call(accountRoutes.closeDay, { params: { day: first } }))
      case 'correct': {
        const body = {
          userId: this.person(first),
          amountMinor: Math.round(Number(second) * 100),
          reason: rest.join(' '),
        }
        return refusalOf(await this.#accountant().call(accountRoutes.createCorrection, { body }))
      }
      case 'reverse': {
        const reason = [second, ...rest].join(' ')
        return refusalOf(
          await this.#accountant().call(accountRoutes.reverseTransaction, { params: { id: first }, body: { reason } }),
        )
      }
      case 'return':
        await this.#giveBack(this.person(first), second)
        return undefined
      default:
        throw new Error(`a story knows no "${verb}"`)
    }
  }

  #accountant() {
    return this.program.as('accountant')
  }

  async #giveBack(userId: string, day: string): Promise<void> {
    const { body } = await this.#accountant().call(accountRoutes.listIssuedPayouts, { query: { userId, day } })
    const [payout] = body.items
    if (!payout) throw new Error('there is no such payout in this story')
    await this.program.say(payoutReturned, {
      payoutId: payout.id,
      userId,
      day,
      amountMinor: payout.amountMinor,
      currency: 'USD',
      reason: 'the card is gone',
      actorId: newId(),
      returnedAt: moment(this.program.clock.now()),
    })
  }

  async #newRows(): Promise<string[]> {
    const rows = await this.program.database.query
      .selectFrom('transactions')
      .selectAll()
      .where('number', '>', this.#seen)
      .orderBy('number')
      .execute()
    this.#seen += rows.length
    const money = (minor: number): string => minorToDecimal(minor, 'USD')
    return rows.map(
      ({ userId, kind, amountMinor, balanceMinor, day }) =>
        `${this.#names.get(userId)} ${kind} ${money(amountMinor)} ${money(balanceMinor)} ${day.slice(5)}`,
    )
  }
}

const refusalOf = ({ status, body }: { status: number; body: unknown }): string | undefined =>
  status < 400 ? undefined : (body as { code: string }).code
