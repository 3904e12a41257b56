import { Stack, Text } from '@mantine/core'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import {
  ConfirmButton,
  Fact,
  Facts,
  Icon,
  Money,
  NotKnownYet,
  notifyDone,
  useAction,
  useFormat,
  useRoute,
  useText,
} from '@popug/ui-kit'

interface OutlookProps {
  readonly openTasks: number
  readonly performers: number
}

/** An amount; of an estimate so many figures as it is good for. */
const Amount = ({ minor, estimate }: { readonly minor: number; readonly estimate: boolean }) => {
  const text = useText()
  if (!estimate) return <Money minor={minor} />
  return (
    <>
      {text('reassign.about')} <Money minor={Number(minor.toPrecision(3))} />
    </>
  )
}

/** What the reassignment costs the performers, as far as Accounts tells in time. */
const Fees = ({ openTasks, performers }: OutlookProps) => {
  const text = useText()
  const format = useFormat()
  // Asked anew each time the question is opened: tasks come and go.
  const { data, isPending } = useRoute(taskRoutes.getReassignmentFees, {}, { staleTime: 0 })
  const fees = data?.feesMinor ?? null
  if (fees === null) {
    const waiting = isPending ? <Text c="dimmed">{text('reassign.summing')}</Text> : <NotKnownYet />
    return <Fact name={text('reassign.fees')}>{waiting}</Fact>
  }
  // The sum may be of a few tasks more or less than are open by now; a share of it is right all the same.
  const each = data && data.openTasks > 0 ? Math.round((fees / data.openTasks) * (openTasks / performers)) : 0
  const sample = data?.estimatedFrom ?? null
  return (
    <>
      <Fact name={text('reassign.fees')}>
        <Amount minor={-fees} estimate={sample !== null} />
        {sample !== null && (
          <Text size="sm" c="dimmed">
            {text('reassign.estimatedFrom', { count: sample, number: format.number(sample) })}
          </Text>
        )}
      </Fact>
      <Fact name={text('reassign.feesEach')}>
        <Amount minor={-each} estimate={sample !== null} />
      </Fact>
    </>
  )
}

const Outlook = (outlook: OutlookProps) => {
  const text = useText()
  const format = useFormat()
  return (
    <Stack gap="md">
      <Text>{text('reassign.what')}</Text>
      <Facts>
        <Fact name={text('reassign.openTasks')}>
          <span className="popug-figures">{format.number(outlook.openTasks)}</span>
        </Fact>
        <Fact name={text('reassign.performers')}>
          <span className="popug-figures">{format.number(outlook.performers)}</span>
        </Fact>
        <Fees {...outlook} />
      </Facts>
    </Stack>
  )
}

/** The button that reassigns all open tasks, naming how many, among how many performers and at what cost to them. */
export const ReassignAll = () => {
  const text = useText()
  const format = useFormat()
  const outlook = useRoute(taskRoutes.countReassignable, {}, { refetchInterval: 15_000 })
  const reassign = useAction(taskRoutes.createReassignment, {
    onSuccess: () => notifyDone(text('reassign.begun')),
    // The dialog says why it was refused, and stays.
    onProblem: () => {},
  })
  if (!outlook.data) return null
  const { openTasks, performers } = outlook.data
  const confirm = text('reassign.confirm', {
    tasks: text('reassign.tasks', { count: openTasks, number: format.number(openTasks) }),
    performers: text('reassign.toPerformers', { count: performers, number: format.number(performers) }),
  })
  return (
    <ConfirmButton
      leftSection={<Icon name="shuffle" />}
      disabled={openTasks === 0 || performers === 0}
      title={text('reassign.title')}
      what={<Outlook openTasks={openTasks} performers={performers} />}
      confirm={confirm}
      onConfirm={() => reassign.runAsync()}
    >
      {text('reassign.all')}
    </ConfirmButton>
  )
}
