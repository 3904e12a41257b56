import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useKitText } from '../i18n/text.ts'

interface AgainstProps {
  /** What the figure is held against: `The period before`; and what it was then, as people read it. */
  readonly name: string
  readonly was: ReactNode
  readonly now: number
  readonly before: number
  /** The difference, which is never below zero here, as people read it: `$12.00`. */
  readonly show: (difference: number) => string
  /** Which way is a gain to who reads; more unless told. */
  readonly good?: 'more' | 'less'
}

type Difference = Pick<AgainstProps, 'now' | 'before' | 'show' | 'good'>

const Change = ({ now, before, show, good = 'more' }: Difference) => {
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

/** How a figure has changed, an arrow, a word and the difference, with a colour besides; and below it what it was before. */
export const Against = ({ name, was, ...difference }: AgainstProps) => (
  <>
    <Change {...difference} />
    <div>
      {name}: {was}
    </div>
  </>
)
