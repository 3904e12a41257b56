import { Refusal, type RefusalCode } from '@popug/contracts/refusals.ts'
import { problemOf, problemType } from '@popug/service-kit'

const answers: Readonly<Record<string, RefusalCode>> = {
  not_found: 'not_found',
  too_large: 'too_large',
  unavailable: 'unavailable',
}

const location = (name: string, code: RefusalCode, headers: string): string => {
  const refusal = new Refusal(code)
  const body = JSON.stringify(problemOf(refusal, '$correlation'))
  const later = code === 'unavailable' ? '\n      add_header retry-after "1" always;' : ''
  const elsewhere = code === 'not_found' ? '\n      if ($lost) { return 302 $lost; }' : ''
  return `
    location @${name} {
      default_type "${problemType}";
${headers}${later}${elsewhere}
      return ${refusal.status} '${body}';
    }
`
}

/** What nginx refuses by itself, in the words and the form of the services. */
export const problems = (headers: string): string =>
  Object.entries(answers)
    .map(([name, code]) => location(name, code, headers))
    .join('')
