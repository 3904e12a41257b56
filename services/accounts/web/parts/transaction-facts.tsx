import { Anchor } from '@mantine/core'
import type { Transaction } from '@popug/contracts/transactions.ts'
import {
  DayText,
  Fact,
  Facts,
  Moment,
  Money,
  PageLink,
  PersonName,
  pages,
  ShortId,
  shortId,
  useText,
  WidgetSlot,
} from '@popug/ui-kit'
import { useKindName } from './transaction-kind.tsx'

const RowLink = ({ id }: { readonly id: string }) => (
  <PageLink to="/transactions/$id" params={{ id }}>
    {useText()('row.title', { id })}
  </PageLink>
)

/** What is known of a row besides its amount. */
export const TransactionFacts = ({ row }: { readonly row: Transaction }) => {
  const text = useText()
  const nameOf = useKindName()
  const { taskId, payoutId, reason, actorId, reversesId, reversedById } = row
  return (
    <Facts>
      <Fact name={text('rows.kind')}>{nameOf(row)}</Fact>
      {reversesId !== null && (
        <Fact name={text('row.reverses')}>
          <RowLink id={reversesId} />
        </Fact>
      )}
      {reversedById !== null && (
        <Fact name={text('row.reversedBy')}>
          <RowLink id={reversedById} />
        </Fact>
      )}
      <Fact name={text('person')}>
        <PersonName id={row.userId} />
      </Fact>
      {taskId && (
        <Fact name={text('row.task')}>
          <WidgetSlot name="accounts/task/v1" context={{ taskId }} fallback={<ShortId id={taskId} />} />
        </Fact>
      )}
      {payoutId && (
        <Fact name={text('kind.payout')}>
          <Anchor href={pages.payout(payoutId)}>{shortId(payoutId)}</Anchor>
        </Fact>
      )}
      {reason && <Fact name={text('correction.reason')}>{reason}</Fact>}
      {actorId && (
        <Fact name={text('row.actor')}>
          <PersonName id={actorId} />
        </Fact>
      )}
      <Fact name={text('day')}>
        <DayText day={row.day} />
      </Fact>
      <Fact name={text('rows.at')}>
        <Moment at={row.at} />
      </Fact>
      <Fact name={text('rows.balance')}>
        <Money minor={row.balanceMinor} />
      </Fact>
    </Facts>
  )
}
