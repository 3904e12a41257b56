import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useKitText } from '../i18n/text.ts'

interface ChangeProps {
  readonly now: number
  readonly before: number
  /** The difference, which is never below zero here, as people read it: `$12.00`. */
  readonly show: (difference: number) => string
  /** Which way is a gain to who reads; more unless told. */
  readonly good?: 'more' | 'less'
}

/** How a figure has changed: an arrow, a word and the difference, with a colour besides. */
export const Change = ({ now, before, show, good = 'more' }: ChangeProps) => {
  const text = useKitText()
  if (now === before)
    return (
      <Text span inherit>
        {text('change.same')}
      </Text>
    )
  const way = now > before ? 'more' : 'less'
  return (
    <Text span inherit c={way === good ? 'var(--popug-gain)' : 'var(--popug-debt)'} className="popug-figures">
      <span aria-hidden="true">{way === 'more' ? '↑ ' : '↓ '}</span>
      {text(`change.${way}`, { by: show(Math.abs(now - before)) })}
    </Text>
  )
}

interface AgainstProps {
  /** The change. */
  readonly children: ReactNode
  /** What it is a change from: `The period before`. */
  readonly name: string
  readonly was: ReactNode
}

/** A change, and below it what it is a change from. */
export const Against = ({ children, name, was }: AgainstProps) => (
  <>
    {children}
    <div>
      {name}: {was}
    </div>
  </>
)
