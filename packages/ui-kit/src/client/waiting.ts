import type { ApiProblem } from './problem.ts'

/** How long a refusal `too_many_attempts` asks to wait, as the key and count of a text; its detail ends in `try again in 870 s`. */
export const waitOf = ({ detail }: ApiProblem): { key: string; count: number } | undefined => {
  const seconds = Number(/in (\d+) s$/.exec(detail ?? '')?.[1])
  if (!seconds) return undefined
  return seconds < 60
    ? { key: 'wait.seconds', count: seconds }
    : { key: 'wait.minutes', count: Math.ceil(seconds / 60) }
}
