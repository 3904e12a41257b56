import { afterEach, describe, expect, it } from 'vitest'
import type { LogBackend, TestStore } from '../testing/backend.ts'
import type { Listener, ListenerTables } from '../testing/listener.ts'
import { expectAllHeard, LogStage } from '../testing/log-stage.ts'
import { upTo, withSeeds } from '../testing/random.ts'
import { roughCourier } from '../testing/rough-courier.ts'
import type { Speaker, SpeakerTables } from '../testing/speaker.ts'
import type { Courier } from './courier.ts'

const steps = {
  speaker: ['numbering', 'numbered', 'published', 'marked'],
  listener: ['handled', 'moved', 'committed'],
} as const

/** Where a process dies: at the so-manieth time that this step is reached. */
interface Death {
  readonly step: string
  readonly at: number
}

/** Two processes, of which one dies at a step and is started again on what it left. */
class Mortal {
  readonly #stage: LogStage
  readonly #courier: Courier
  readonly #stores: { speaker: TestStore; listener: TestStore }
  readonly #death: Death
  #reached = 0
  dead: 'speaker' | 'listener' | undefined
  died = false
  speaker!: Speaker
  listener!: Listener

  constructor(stage: LogStage, courier: Courier, stores: Mortal['stores'], death: Death) {
    this.#stage = stage
    this.#courier = courier
    this.#stores = stores
    this.#death = death
  }

  get stores(): { speaker: TestStore; listener: TestStore } {
    return this.#stores
  }

  #step(side: 'speaker' | 'listener', kill: () => void) {
    return (name: string): void => {
      if (this.died || name !== this.#death.step || ++this.#reached < this.#death.at) return
      this.died = true
      this.dead = side
      kill()
      throw new Error(`died: ${name}`)
    }
  }

  async startSpeaker(): Promise<void> {
    const { database, kill } = this.#stores.speaker.open<SpeakerTables>()
    this.speaker = await this.#stage.speaker({ courier: this.#courier, database, step: this.#step('speaker', kill) })
  }

  async startListener(): Promise<void> {
    const { database, kill } = this.#stores.listener.open<ListenerTables>()
    this.listener = await this.#stage.listener({
      courier: this.#courier,
      database,
      feed: (after, limit) => this.speaker.feed(after, limit),
      step: this.#step('listener', kill),
    })
  }

  /** Starts again whoever has died. */
  async revive(): Promise<void> {
    const { dead } = this
    if (!dead) return
    this.dead = undefined
    await this[dead].stop()
    if (dead === 'speaker') await this.startSpeaker()
    else await this.startListener()
  }
}

/** Whoever dies, between whichever two steps: started again, everything said is applied once and in order. */
export const crashContract = (backend: LogBackend): void => {
  describe('a crash', () => {
    const stage = new LogStage(backend)
    afterEach(() => stage.clear())

    const live = async (death: Death, random: () => number): Promise<void> => {
      const courier = roughCourier(await stage.courier(), random, { drop: 0.1, double: 0.2, delay: 0.2 })
      const stores = { speaker: await stage.store(), listener: await stage.store() }
      const both = new Mortal(stage, courier, stores, death)
      await both.startSpeaker()
      await both.startListener()
      let value = 0
      for (let turn = 0; turn < 400 && (turn < 12 || !both.died); turn++) {
        const values = upTo(1 + Math.floor(random() * 3)).map((offset) => value + offset)
        value += values.length
        // A command whose process dies fails; whether it committed is seen in what it noted.
        await both.speaker.say(values).catch(() => undefined)
        if (random() < 0.5) await new Promise((resolve) => setTimeout(resolve, random() * 30))
        await both.revive()
      }
      expect(both.died, `${death.step} was never reached`).toBe(true)
      await both.revive()
      await both.speaker.say([value + 1])
      await expectAllHeard(both.speaker, both.listener)
      expect(await both.listener.deadLetters()).toEqual([])
      await both.listener.database.close()
      await stage.clear()
    }

    const ofSpeaker = backend.features.numbering === 'by_relay' ? steps.speaker : steps.speaker.slice(2)
    for (const step of [...ofSpeaker, ...steps.listener]) {
      it(`at “${step}” loses nothing and doubles nothing`, async () => {
        await withSeeds(upTo(8), (random, seed) => live({ step, at: seed }, random))
      })
    }
  })
}
