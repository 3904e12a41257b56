import { Chip, Group, Stack, Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { type DayRegister, type RegisterOutcome, registerOutcomes } from '@popug/contracts/day-registers.ts'
import type { Day } from '@popug/contracts/days.ts'
import {
  DownloadButton,
  download,
  FigureCard,
  FigureCards,
  Loading,
  Money,
  NotKnownYet,
  Query,
  useFormat,
  useRoute,
  useText,
  useUrlState,
} from '@popug/ui-kit'
import { useCardless } from './card-holders.ts'
import { CardlessLines, RegisterLines } from './register-lines.tsx'

const shown = ['payout', 'noCard', 'carried', 'debt'] as const
type Shown = (typeof shown)[number]

const isOutcome = (name: string): name is RegisterOutcome => registerOutcomes.some((known) => known === name)

const Save = ({ day, outcome }: { readonly day: Day; readonly outcome: RegisterOutcome }) => {
  const text = useText()
  const save = () =>
    download(accountRoutes.listRegisterLines, `register-${day}-${outcome}.csv`, { params: { day }, query: { outcome } })
  return <DownloadButton save={save}>{text('rows.csv')}</DownloadButton>
}

const Known = ({ register }: { readonly register: DayRegister }) => {
  const text = useText()
  const format = useFormat()
  const { day, currency, payouts, payoutsMinor, carried, carriedMinor, debtors, debtsMinor, payoutMinMinor } = register
  const [{ show: named }, setShow] = useUrlState({ show: 'payout' })
  const show: Shown = shown.find((known) => known === named) ?? 'payout'
  const cardless = useCardless(day, `${payouts} ${payoutsMinor}`)
  const cardlessCount = cardless && `${cardless.more ? '> ' : ''}${format.number(cardless.lines.length)}`
  const counts: Record<Shown, string | undefined> = {
    payout: format.number(payouts),
    noCard: cardlessCount,
    carried: format.number(carried),
    debt: format.number(debtors),
  }
  return (
    <Stack gap="md">
      <FigureCards>
        <FigureCard name={text('register.payout')} note={text('register.people', { count: payouts })}>
          <Money minor={payoutsMinor} currency={currency} large />
        </FigureCard>
        <FigureCard name={text('register.noCard')} note={text('register.noCardNote')}>
          {cardlessCount ?? <NotKnownYet />}
        </FigureCard>
        <FigureCard
          name={text('register.carried')}
          note={
            payoutMinMinor > 1 ? (
              <>
                {text('register.people', { count: carried })}, {text('register.least')}{' '}
                <Money minor={payoutMinMinor} currency={currency} />
              </>
            ) : (
              text('register.noLeast')
            )
          }
        >
          <Money minor={carriedMinor} currency={currency} />
        </FigureCard>
        <FigureCard name={text('register.debt')} note={text('register.people', { count: debtors })}>
          <Money minor={debtsMinor} currency={currency} />
        </FigureCard>
      </FigureCards>
      <Group justify="space-between" align="flex-end">
        <Chip.Group value={show} onChange={(next) => setShow({ show: next })}>
          <Group gap="xs" role="radiogroup" aria-label={text('register.show')}>
            {shown.map((name) => (
              <Chip key={name} value={name} size="sm">
                {text(`register.${name}`)}
                {counts[name] !== undefined && ` · ${counts[name]}`}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {isOutcome(show) && <Save day={day} outcome={show} />}
      </Group>
      {isOutcome(show) ? (
        <RegisterLines key={show} day={day} outcome={show} />
      ) : (
        <CardlessLines lines={cardless?.lines} />
      )}
    </Stack>
  )
}

/** What the closing of a day would do now, before anybody presses: who gets what, who has no card, who is kept back, who owes. */
export const Register = ({ day }: { readonly day: Day }) => {
  const text = useText()
  const register = useRoute(accountRoutes.getDayRegister, { params: { day } }, { refetchInterval: 15_000 })
  return (
    <section aria-label={text('register.title')}>
      <Title order={2} mb="sm">
        {text('register.title')}
      </Title>
      <Query of={register} loading={<Loading shape="figure" count={2} />}>
        {(known) => <Known register={known} />}
      </Query>
    </section>
  )
}
