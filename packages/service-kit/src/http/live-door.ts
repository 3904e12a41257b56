import { livePath } from '@popug/contracts/live.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { signedIn as signedInOnly } from '@popug/contracts/roles.ts'
import { route } from '@popug/contracts/route.ts'
import type { FastifyInstance } from 'fastify'
import { LiveStreams } from '../live/live-streams.ts'
import { watchLog } from '../live/log-watch.ts'
import type { RunningService } from '../service/run-service.ts'
import { actorOf, admit, type GuardParts } from './guard.ts'
import type { Actor } from './session.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Whether a path is the stream's, whose length tells nothing of how fast the service answers. */
export const isLive = (url: string | undefined): boolean => url?.endsWith(`/api${livePath}`) === true

/** Puts the stream of changes into the server: what it says stands with `livePath` in the contracts. */
export const mountLive = (app: FastifyInstance, service: RunningService, guard: GuardParts): void => {
  const { definition, database, log } = service
  const streams = new LiveStreams(watchLog({ service: definition.name, database, log }))
  app.addHook('preClose', () => streams.stop())

  const asRoute = route({
    name: 'live',
    service: definition.name,
    method: 'GET',
    path: livePath,
    who: signedInOnly,
    summary: 'Hints that something has changed, as server-sent events',
    answer: null,
  })

  app.get(`/api${livePath}`, { schema: { hide: true }, logLevel: 'warn' }, async (request, reply) => {
    const signedIn = async (): Promise<Person> => {
      const actor = await actorOf(request, guard)
      admit(asRoute, actor)
      if (actor?.kind !== 'person') throw new Refusal('forbidden')
      return actor
    }
    const lastPlace = request.headers['last-event-id']
    const person = await signedIn()
    const stream = await streams.open({
      person,
      lastPlace: typeof lastPlace === 'string' ? lastPlace : undefined,
      check: async () => void (await signedIn()),
    })
    return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream)
  })
}
