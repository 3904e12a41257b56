import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { endProcess } from '../servers/end-process.ts'

/** The sandbox bank as a process of its own, as its container runs it. */
export interface BankProcess {
  readonly address: string
  /** What Billing must be told. */
  readonly env: Readonly<Record<string, string>>
  /** Starts it on the same port and the same register, and waits until it answers. */
  start(): Promise<void>
  /** What its register says of a payout; null where it was never asked for it. */
  entry(payoutId: string): Promise<unknown>
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>
  stop(): Promise<number | null>
}

interface BankOptions {
  /** The program of the image. */
  readonly program: string
  readonly port: number
  /** The folder of its register. */
  readonly data: string
  /** Where it tells of what it has paid later. */
  readonly hearer: () => string
}

const startsWithin = 30_000
const secret = 'a secret of the tests, long enough for a bank'

/** The sandbox bank on a port; nothing runs before `start`. */
export const bankProcess = ({ program, port, data, hearer }: BankOptions): BankProcess => {
  const address = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let output = ''
  const isThere = (): Promise<boolean> =>
    fetch(`${address}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
  process.once('exit', () => child?.kill('SIGKILL'))

  return {
    address,
    env: { PAYOUT_PROVIDER: 'sandbox', SANDBOX_URL: address, SANDBOX_SECRET: secret },
    start: async () => {
      const env = {
        PATH: process.env.PATH,
        PAYOUT_PROVIDER: 'sandbox',
        PORT: String(port),
        HOST: '127.0.0.1',
        BANK_DATA: data,
        BANK_HEARER: hearer(),
        SANDBOX_SECRET: secret,
        LOG_LEVEL: 'warn',
      }
      child = spawn(process.execPath, [program, 'bank'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => {
          output = (output + chunk.toString()).slice(-20_000)
        })
      const deadline = Date.now() + startsWithin
      while (!(await isThere())) {
        if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the bank did not start:\n${output}`)
        await wait(50)
      }
    },
    entry: async (payoutId) => {
      const headers = { authorization: `Bearer ${secret}` }
      const response = await fetch(`${address}/v1/payouts/${payoutId}`, { headers })
      if (response.status === 404) return null
      if (!response.ok) throw new Error(`the bank answers ${response.status}`)
      return response.json()
    },
    kill: async () => {
      await endProcess(child, 'SIGKILL')
    },
    stop: () => endProcess(child, 'SIGTERM'),
  }
}
