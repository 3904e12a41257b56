import { formatMoney } from '@popug/contracts/money.ts'
import { useLanguage } from '../i18n/text.ts'
import { useCurrency } from '../session/currency.ts'
import { NotKnownYet } from '../states/not-known-yet.tsx'
import classes from './money.module.css'

interface MoneyProps {
  readonly minor: number
  /** The installation's currency; where the answer at hand does not carry it, it is asked of accounts. */
  readonly currency?: string | undefined
  /** Put a plus before what came in, and colour both ways. */
  readonly signed?: boolean
  /** The largest thing on the page: a balance. */
  readonly large?: boolean
}

interface MoneyText {
  readonly sign: '' | '+' | '−'
  readonly before: string
  readonly figures: string
  readonly after: string
}

/** An amount in the parts that are set differently: sign, figures, and the currency on its side of them. */
const moneyText = (minor: number, currency: string, language: string, signed: boolean): MoneyText => {
  const whole = formatMoney(Math.abs(minor), currency, language)
  const [, before = '', figures = whole, after = ''] = /^(\D*)(.*\d)(\D*)$/.exec(whole) ?? []
  return { sign: minor < 0 ? '−' : signed && minor > 0 ? '+' : '', before, figures, after }
}

/** An amount: true minus, tabular figures, the currency in small; red with its minus, green with its plus, zero grey. */
export const Money = ({ minor, currency, signed = false, large = false }: MoneyProps) => {
  const language = useLanguage()
  const known = useCurrency(currency)
  if (!known) return <NotKnownYet />
  const { sign, before, figures, after } = moneyText(minor, known, language, signed)
  const tone = minor === 0 ? 'zero' : minor < 0 ? 'debt' : signed ? 'gain' : 'plain'
  return (
    <span className={`popug-figures ${classes.money}`} data-tone={tone} data-large={large || undefined}>
      {sign}
      {before && <span className={classes.currency}>{before}</span>}
      {figures}
      {after && <span className={classes.currency}>{after}</span>}
    </span>
  )
}
