import { notifications } from '@mantine/notifications'
import { asProblem, faultText, fieldErrors, problemTitle } from '../client/problem.ts'
import { currentLanguage, kitText } from '../i18n/text.ts'
import { Icon } from './icon.tsx'

const closeButton = () => ({ 'aria-label': kitText('close') })

/** Says in a toast that something was done: `Closed. +31.20 on your account`. */
export const notifyDone = (text: string): void => {
  notifications.show({
    message: text,
    color: 'feather',
    icon: <Icon name="check" />,
    closeButtonProps: closeButton(),
    autoClose: 4000,
  })
}

/** Says in a toast why something was not done; it stays until closed. */
export const notifyProblem = (error: unknown): void => {
  const problem = asProblem(error)
  const title = problemTitle(problem, currentLanguage())
  // The same refusal twice is one toast, not a pile.
  const id = `problem-${problem.code}`
  notifications.hide(id)
  notifications.show({
    id,
    title,
    message: [
      [...new Set(problem.errors.map((one) => faultText(one, currentLanguage())))].join('; '),
      problem.correlationId ? kitText('problem.number', { id: problem.correlationId }) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    color: 'macaw',
    icon: <Icon name="warning" />,
    role: 'alert',
    closeButtonProps: closeButton(),
    autoClose: false,
  })
}

/** The same, unless it is about fields whose faults the form shows at their places: `['title', 'key']`. */
export const notifyUnlessShown = (error: unknown, fields: readonly string[]): void => {
  const faults = fieldErrors(error)
  if (!fields.some((field) => faults[field] !== undefined)) notifyProblem(error)
}
