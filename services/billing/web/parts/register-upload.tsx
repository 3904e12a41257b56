import { Code, Group, Paper, Stack, Text } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { isDay } from '@popug/contracts/days.ts'
import { registerColumns } from '@popug/contracts/reconciliations.ts'
import { DayField, UploadButton, useAction, useGo, useText, useUrlState } from '@popug/ui-kit'

/** Takes the bank's register in: the days that it covers, and the file. */
export const RegisterUpload = () => {
  const text = useText()
  const go = useGo()
  const [{ from, to }, set] = useUrlState({ from: '', to: '' })
  const create = useAction(billingRoutes.createReconciliation, {
    onSuccess: ({ id }) => go(`/reconciliations/${id}`),
  })
  const ready = isDay(from) && isDay(to) && from <= to
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Text>{text('reconciliation.what')}</Text>
        <Code block>{`${registerColumns.join(',')}\n01890a5d-ac96-774b-bcce-b302099a8099,52.30,USD,bank-77`}</Code>
        <Group align="flex-end" gap="sm">
          <DayField
            label={text('reconciliation.from')}
            value={from}
            onChange={(day) => set({ from: day, to: to < day ? day : to })}
          />
          <DayField label={text('reconciliation.to')} value={to} onChange={(day) => set({ to: day })} />
          <UploadButton
            send={(body) => create.run({ query: { from, to }, body })}
            sending={create.running}
            disabled={!ready}
          >
            {text('reconciliation.choose')}
          </UploadButton>
        </Group>
      </Stack>
    </Paper>
  )
}
