import { useText } from '@popug/ui-kit'

const brandNames: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  mir: 'Мир',
  amex: 'American Express',
  jcb: 'JCB',
  discover: 'Discover',
  unionpay: 'UnionPay',
  maestro: 'Maestro',
}

interface CardNameProps {
  readonly last4: string
  readonly brand?: string | null
}

/** A card by its brand and its last four digits: `Visa •• 4242`, read aloud as "ending in 4242". */
export const CardName = ({ last4, brand }: CardNameProps) => {
  const text = useText()
  const name = brand ? (brandNames[brand] ?? text('card.card')) : ''
  return (
    <span className="popug-figures">
      {name} <span role="img" aria-label={text('card.ending', { last4 })}>{`•• ${last4}`}</span>
    </span>
  )
}
