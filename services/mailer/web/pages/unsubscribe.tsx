import { Alert, Anchor, Button, Paper, Stack, Text, Title } from '@mantine/core'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { type ApiProblem, Icon, Mark, Problem, useAction, useParam, useText } from '@popug/ui-kit'
import { useEffect, useState } from 'react'

const choicesPage = '/mailer/choices'

const Refused = ({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) => {
  const text = useText()
  const isWrong = problem.code === 'not_found' || problem.code === 'invalid'
  if (!isWrong) return <Problem error={problem} onRetry={onRetry} />
  return (
    <Alert role="alert" color="macaw" icon={<Icon name="warning" />} title={text('unsubscribe.wrong')}>
      <Anchor href={choicesPage}>{text('unsubscribe.change')}</Anchor>
    </Alert>
  )
}

/** Where the link in a letter leads: it asks, and stops letters but those about payouts without anybody signing in. */
const Unsubscribe = () => {
  const text = useText()
  const token = useParam('token')
  const [isDone, setDone] = useState(false)
  const stop = useAction(mailerRoutes.unsubscribe, {
    onSuccess: () => setDone(true),
    onProblem: () => undefined,
    invalidate: [],
  })
  const run = (): void => stop.run({ params: { token } })
  useEffect(() => {
    document.title = `${text('unsubscribe.title')} · Popug`
  }, [text])
  return (
    <Stack w="100%" maw={400} gap="lg">
      <Stack gap={4} align="center">
        <Mark size={56} />
        <Title order={1}>{text('unsubscribe.title')}</Title>
      </Stack>
      <Paper withBorder p="lg" radius="lg">
        {isDone ? (
          <Stack gap="md">
            <Text role="status">{text('unsubscribe.done')}</Text>
            <Anchor href={choicesPage}>{text('unsubscribe.change')}</Anchor>
          </Stack>
        ) : (
          <Stack gap="md">
            {stop.problem && <Refused problem={stop.problem} onRetry={run} />}
            <Text>{text('unsubscribe.question')}</Text>
            <Button loading={stop.running} onClick={run}>
              {text('unsubscribe.confirm')}
            </Button>
          </Stack>
        )}
      </Paper>
    </Stack>
  )
}

export default Unsubscribe
