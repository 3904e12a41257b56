import { Paper, Stack, Text, Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { AnswerOf } from '@popug/contracts/route.ts'
import type { Transaction } from '@popug/contracts/transactions.ts'
import type { SlotContexts } from '@popug/contracts/widgets.ts'
import {
  type Catalogue,
  type Column,
  Fact,
  Facts,
  ListTable,
  Moment,
  Money,
  NotKnownYet,
  PersonName,
  Quiet,
  useList,
  useRoute,
  useText,
  widgetFor,
} from '@popug/ui-kit'

const files = import.meta.glob<Catalogue>('../../../../languages/*/accounts-widgets.json', { import: 'default' })

/** Tasks are charged and credited soon after they were given and closed. */
const askAgain = 15_000

/** Each row of the ledger that this task caused, as far as the person may see it. */
const Rows = ({ taskId }: { readonly taskId: string }) => {
  const text = useText()
  const rows = useList(accountRoutes.listTransactions, { query: { taskId } }, { refetchInterval: askAgain })
  const columns: Column<Transaction>[] = [
    { key: 'person', title: text('person'), main: true, cell: ({ userId }) => <PersonName id={userId} /> },
    {
      key: 'kind',
      title: text('kind'),
      cell: ({ kind, at }) => (
        <>
          {text(`kinds.${kind}`)}
          <Text size="sm" c="dimmed">
            <Moment at={at} />
          </Text>
        </>
      ),
    },
    { key: 'amount', title: text('amount'), end: true, cell: (row) => <Money minor={row.amountMinor} signed /> },
  ]
  // Whoever may not see these rows of others, or has none of their own, is shown the prices alone.
  if (!rows.data || rows.data.length === 0) return null
  return <ListTable of={rows} label={text('rows')} columns={columns} rowKey={({ id }) => id} empty={null} />
}

/** What a task costs whoever is given it and earns whoever closes it, and what it has cost and earned so far, by performer. */
const TaskCosts = ({ context: { taskId } }: { readonly context: SlotContexts['tasks/task/v1'] }) => {
  const text = useText()
  const priceIn = (answer: AnswerOf<typeof accountRoutes.listTaskCosts> | undefined) =>
    answer?.items.find((one) => one.taskId === taskId)
  const { data, isError, refetch } = useRoute(
    accountRoutes.listTaskCosts,
    { query: { ids: taskId } },
    { refetchInterval: (last) => (priceIn(last) ? false : askAgain) },
  )
  const price = priceIn(data)
  return (
    <Paper withBorder p="md" component="section" aria-label={text('title')}>
      <Stack gap="sm">
        <Title order={3}>{text('title')}</Title>
        {isError && <Quiet service="accounts" onRetry={() => void refetch()} />}
        {data && !price && (
          // Accounts hears of a task a moment after it was created.
          <Text size="sm">
            <NotKnownYet />
          </Text>
        )}
        {price && (
          <Facts>
            <Fact name={text('fee')}>
              <Money minor={-price.feeMinor} />
            </Fact>
            <Fact name={text('reward')}>
              <Money minor={price.rewardMinor} signed />
            </Fact>
          </Facts>
        )}
        <Rows taskId={taskId} />
      </Stack>
    </Paper>
  )
}
export default widgetFor(['tasks/task/v1'], TaskCosts, { name: 'accounts-widgets', files })
