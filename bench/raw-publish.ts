import { topics } from '@popug/contracts/topology.ts'
import { type Channel, connect } from 'amqplib'
import { seconds } from './rounds.ts'

const inFlight = 500
const queue = 'bench.raw'

/** Removes the queues of all topics, so that nothing of an earlier round is heard in the next. */
export const clearBroker = async (url: string): Promise<void> => {
  const connection = await connect(url)
  const channel: Channel = await connection.createChannel()
  for (const [topic, { listeners }] of Object.entries(topics)) {
    for (const listener of listeners) await channel.deleteQueue(`${listener}.${topic}`)
  }
  await connection.close()
}

/**
 * The yardstick of P3: messages published one by one to one quorum queue of the same kind, persistent, so many
 * unconfirmed at a time, and nothing else; until the last is confirmed. Answers messages a second.
 */
export const publishRaw = async (url: string, messages: readonly Buffer[]): Promise<number> => {
  const connection = await connect(url)
  const channel = await connection.createConfirmChannel()
  await channel.deleteQueue(queue)
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } })
  const took = await seconds(
    () =>
      new Promise<void>((resolve, reject) => {
        let next = 0
        let confirmed = 0
        const send = (): void => {
          const content = messages[next++]
          if (!content) return
          channel.sendToQueue(queue, content, { persistent: true, mandatory: true }, (error: unknown) => {
            if (error) return reject(error)
            if (++confirmed === messages.length) resolve()
            else send()
          })
        }
        for (let index = 0; index < inFlight; index++) send()
      }),
  )
  const { messageCount } = await channel.checkQueue(queue)
  if (messageCount !== messages.length) throw new Error(`${messageCount} of ${messages.length} messages are there`)
  await channel.deleteQueue(queue)
  await connection.close()
  return messages.length / took
}
