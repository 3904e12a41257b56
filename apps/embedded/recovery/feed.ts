import { logRoutes } from '@popug/contracts/log.ts'
import type { AnswerOf } from '@popug/contracts/route.ts'
import { type ServiceName, type TopicName, topics } from '@popug/contracts/topology.ts'
import { Complaint } from '../complaint.ts'
import { type Person, Refused } from '../person.ts'

/** Reads a stretch of what was said on a topic; throws `Complaint` where the way to the services hides the feeds, as nginx does. */
export const readFeedOf = async (
  admin: Person,
  topic: TopicName,
  stretch: { readonly after?: number; readonly limit: number },
): Promise<AnswerOf<ReturnType<typeof logRoutes<ServiceName>>['readFeed']>> => {
  try {
    return await admin.call(logRoutes(topics[topic].speaker).readFeed, { query: { topic, ...stretch } })
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 404) throw error
    throw new Complaint(
      "The feeds cannot be read there: nginx shows them to nobody. Run this among the services: docker compose exec -T tasks node popug.mjs … --url 'http://{service}:3000'.",
    )
  }
}
