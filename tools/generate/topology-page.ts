import { eventKinds } from '@popug/contracts/events.ts'
import { topicNames, topics } from '@popug/contracts/topology.ts'
import { generatedBy, table } from './markdown.ts'

const arrows = topicNames.flatMap((topic) => {
  const { speaker, listeners } = topics[topic]
  return listeners.map((listener) => `  ${speaker} -- ${topic} --> ${listener}`)
})

const rows = topicNames.map((topic) => {
  const { speaker, listeners } = topics[topic]
  const kinds = eventKinds.filter((kind) => kind.topic === topic).map(({ type }) => `\`${type}\``)
  return [`\`${topic}\``, speaker, listeners.join(', '), kinds.join(', ')]
})

/** Who says what to whom. */
export const topologyPage = (): string => `${generatedBy}
# Who says what to whom

\`\`\`mermaid
flowchart LR
${arrows.join('\n')}
\`\`\`

${table(['topic', 'said by', 'heard by', 'events'], rows)}
`
