import { Complaint } from '../../embedded/complaint.ts'
import { readComposed } from '../settings.ts'

/** Milliseconds that a healthy program may take to say so. */
const patience = 4_000

/** Throws unless every service of this container is ready. */
export const health = async (): Promise<void> => {
  const { services, settings } = readComposed(process.env)
  for (const { name } of services) {
    const url = `http://127.0.0.1:${settings.PORT}/${name}/readyz`
    const answer = await fetch(url, { signal: AbortSignal.timeout(patience) }).catch((error: Error) => error.message)
    if (typeof answer === 'string') throw new Complaint(`${name} does not answer: ${answer}`)
    if (!answer.ok) throw new Complaint(`${name}: ${await answer.text()}`)
  }
}
