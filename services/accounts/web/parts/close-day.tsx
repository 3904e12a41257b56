import { Text } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { DayRegister } from '@popug/contracts/day-registers.ts'
import type { Day } from '@popug/contracts/days.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import { ConfirmButton, notifyDone, useAction, useFormat, useLanguage, useRoute, useText } from '@popug/ui-kit'
import { useCardless } from './card-holders.ts'
import { ClosingProgress } from './closing-progress.tsx'

/** What will happen, to how many, and to whom not. */
const What = ({ register }: { readonly register: DayRegister }) => {
  const text = useText()
  const language = useLanguage()
  const { day, currency, payouts, payoutsMinor, carried, payoutMinMinor } = register
  const cardless = useCardless(day, `${payouts} ${payoutsMinor}`)
  const money = (minor: number): string => formatMoney(minor, currency, language)
  return (
    <>
      <Text>
        {payouts > 0 ? text('closing.what', { count: payouts, sum: money(payoutsMinor) }) : text('closing.nobody')}
      </Text>
      {cardless && cardless.lines.length > 0 && (
        <Text mt="sm">
          {text(cardless.more ? 'closing.moreCardless' : 'closing.cardless', { count: cardless.lines.length })}
        </Text>
      )}
      {carried > 0 && (
        <Text mt="sm" c="dimmed" size="sm">
          {text('closing.least', { sum: money(payoutMinMinor) })}
        </Text>
      )}
      <Text mt="sm" c="dimmed" size="sm">
        {text('closing.finality')}
      </Text>
    </>
  )
}

/** Closes a day after saying how many people will be paid, and how much in all; while it closes, how far it has come. */
export const CloseDay = ({ day }: { readonly day: Day }) => {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const { data: register } = useRoute(accountRoutes.getDayRegister, { params: { day } })
  const close = useAction(accountRoutes.closeDay, {
    onSuccess: ({ payouts }) => notifyDone(text('closing.done', { day: format.day(day), count: payouts })),
    // The dialog itself says what went wrong.
    onProblem: () => undefined,
  })
  const sum = register ? formatMoney(register.payoutsMinor, register.currency, language) : ''
  return (
    <ConfirmButton
      color="feather"
      variant="filled"
      loading={!register}
      title={text('closing.title', { day: format.day(day) })}
      what={close.running ? <ClosingProgress day={day} /> : register && <What register={register} />}
      confirm={
        register?.payouts ? text('closing.confirm', { count: register.payouts, sum }) : text('closing.confirmNobody')
      }
      onConfirm={() => close.runAsync({ params: { day } })}
    >
      {text('closing.button')}
    </ConfirmButton>
  )
}
