import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Part, processesOf, serversOf, servicesOf } from './parts.ts'
import { kills, killsAtOnce, killsWithin, startOrders } from './scale.ts'
import type { Stage } from './stage.ts'

/** Processes and servers killed with -9, one after the other and all at once. */
export const killing = (stage: () => Stage): void => {
  it(`loses and doubles nothing in ${kills} kills with -9, each part in its turn in an order of chance`, {
    timeout: killsWithin,
  }, async () => {
    const { system, known, chance, living } = stage()
    const parts = [...servicesOf(system), ...processesOf(system), ...serversOf(system)]
    let round: Part[] = []
    const killNext = async (): Promise<string> => {
      if (round.length === 0) round = chance.shuffled(parts)
      const part = round.pop() as Part
      await wait(chance.between(0, 700))
      await part.kill()
      await wait(chance.between(0, 500))
      await part.start()
      return part.name
    }
    for (let kill = 0; kill < kills; kill += killsAtOnce)
      await living(`kill ${kill}`, async () => {
        const killed: string[] = []
        for (let more = 0; more < Math.min(killsAtOnce, kills - kill); more++) killed.push(await killNext())
        console.log(`killed: ${killed.join(', ')}`)
      })
    expect(known.closed.size).toBeGreaterThan(kills)
    expect(known.created.size).toBeGreaterThan(kills)
    expect(known.reassignments.size).toBeGreaterThan(0)
  })

  it(`survives everything killed at once, started in ${startOrders > 1 ? 'orders' : 'an order'} of chance`, {
    timeout: startOrders * 240_000,
  }, async () => {
    const { system, chance, living } = stage()
    for (let order = 0; order < startOrders; order++)
      await living('power cut', async () => {
        await system.kill()
        const parts = chance.shuffled([...processesOf(system), ...serversOf(system)])
        console.log(`started: ${parts.map(({ name }) => name).join(', ')}`)
        for (const part of parts) {
          await part.start()
          await wait(chance.between(0, 200))
        }
      })
  })
}
