import { type TopicName, topics } from '@popug/contracts/topology.ts'
import { connect } from 'amqplib'
import type { Courier } from '../log/courier.ts'
import { queueOf } from '../log/rabbitmq-topology.ts'
import { until } from './until.ts'

/** Deletes the queues of some topics with all that is in them. */
export const deleteQueues = async (url: string, ...of: TopicName[]): Promise<void> => {
  const connection = await connect(url)
  const channel = await connection.createChannel()
  for (const topic of of)
    for (const listener of topics[topic].listeners)
      for (const queue of [queueOf(listener, topic), `${queueOf(listener, topic)}.dead`])
        await channel.deleteQueue(queue)
  await connection.close()
}

/** Waits until a courier can carry. */
export const untilUp = (courier: Courier): Promise<void> => until('the courier is up', () => courier.state() === 'up')
