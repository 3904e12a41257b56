import { Alert, Button, Code, List, Loader, Stack, Text } from '@mantine/core'
import { asProblem, faultText, problemTitle } from '../client/problem.ts'
import { Icon } from '../components/icon.tsx'
import { useKitText, useLanguage } from '../i18n/text.ts'
import classes from './problem.module.css'

interface ProblemProps {
  readonly error: unknown
  readonly onRetry?: (() => unknown) | undefined
  /** It is being asked again at this moment. */
  readonly asking?: boolean
}

/** Whether a field of the address is at fault: a file as a whole, or what a page itself asked for, has no name to tell. */
const namesField = (path: string): boolean => /^\/(body|query)\/./.test(path)

/** What happened, what is safe, what to do: an error in the person's words, with the number to quote. */
export const Problem = ({ error, onRetry, asking = false }: ProblemProps) => {
  const text = useKitText()
  const language = useLanguage()
  const problem = asProblem(error)
  return (
    <Alert
      variant="light"
      color="macaw"
      icon={<Icon name="warning" />}
      title={problemTitle(problem, language)}
      role="alert"
      classNames={{ root: classes.root ?? '', title: classes.title ?? '', icon: classes.title ?? '' }}
    >
      <Stack gap="xs" align="flex-start">
        {problem.outcomeUnknown && <Text size="sm">{text('problem.safe')}</Text>}
        {problem.errors.length > 0 ? (
          <List size="sm">
            {problem.errors.map((one) => (
              <List.Item key={one.path + one.message}>
                {namesField(one.path) && <Code mr="xs">{one.path.split('/').at(-1)}</Code>}
                {faultText(one, language)}
              </List.Item>
            ))}
          </List>
        ) : (
          // Services speak English; the title says it in other languages.
          language === 'en' &&
          problem.detail &&
          problem.detail !== problem.title && <Text size="sm">{problem.detail}</Text>
        )}
        {problem.correlationId && (
          <Text size="xs" c="dimmed">
            {text('problem.number', { id: problem.correlationId })}
          </Text>
        )}
        {onRetry && (
          <Button
            size="xs"
            variant="default"
            leftSection={asking ? <Loader size={14} color="currentColor" /> : <Icon name="moving" size={14} />}
            aria-busy={asking}
            onClick={() => onRetry()}
          >
            {text('problem.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
