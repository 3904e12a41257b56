import type { Payout } from '@popug/contracts/billing.ts'
import { DayText, Fact, Facts, Moment, PersonName, StatusBadge, useFormat, useText } from '@popug/ui-kit'
import { CardName } from './card-name.tsx'
import { Failure } from './failure.tsx'
import { Hold } from './hold.tsx'

/** What is known of a payout besides its sum. */
export const PayoutFacts = ({ payout }: { readonly payout: Payout }) => {
  const text = useText()
  const format = useFormat()
  const { status, failure, userId, day, cardLast4, attempts, issuedAt, paidAt, hold, nextAttemptAt } = payout
  return (
    <Facts>
      <Fact name={text('field.status')}>
        <StatusBadge of="payout" status={status} />
      </Fact>
      {failure && status !== 'paid' && (
        <Fact name={text('field.failure')}>
          <Failure reason={failure} />
        </Fact>
      )}
      {hold && (
        <Fact name={text('field.hold')}>
          <Hold payout={payout} />
        </Fact>
      )}
      {nextAttemptAt && hold === null && (
        <Fact name={text('field.nextAttempt')}>
          <Moment at={nextAttemptAt} />
        </Fact>
      )}
      <Fact name={text('field.person')}>
        <PersonName id={userId} />
      </Fact>
      <Fact name={text('field.day')}>
        <DayText day={day} />
      </Fact>
      {cardLast4 && (
        <Fact name={text('field.card')}>
          <CardName last4={cardLast4} />
        </Fact>
      )}
      <Fact name={text('field.attempts')}>{format.number(attempts)}</Fact>
      <Fact name={text('field.issued')}>
        <Moment at={issuedAt} />
      </Fact>
      {paidAt && (
        <Fact name={text('field.paid')}>
          <Moment at={paidAt} />
        </Fact>
      )}
    </Facts>
  )
}
