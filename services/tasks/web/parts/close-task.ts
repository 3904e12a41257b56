import { accountRoutes } from '@popug/contracts/accounts.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { type Action, call, notifyDone, useAction, useCurrency, useLanguage, useText } from '@popug/ui-kit'

/** Milliseconds that the toast waits for the reward: a person who closed a task wants to know at once that it is closed. */
const patience = 1_500

/** What closing the task brought, in minor units; null where Accounts does not say in time. */
const rewardOf = async (taskId: string): Promise<number | null> => {
  try {
    const signal = AbortSignal.timeout(patience)
    const { items } = await call(accountRoutes.listTaskCosts, { query: { ids: taskId } }, { signal })
    return items[0]?.rewardMinor ?? null
  } catch {
    return null
  }
}

/** Closes a task and says what it brought: `Closed. +31.20 on your account`. */
export const useCloseTask = (): Action<typeof taskRoutes.closeTask> => {
  const text = useText()
  const language = useLanguage()
  const currency = useCurrency()
  const tell = async ({ id }: Task): Promise<void> => {
    const reward = await rewardOf(id)
    notifyDone(
      reward === null || !currency
        ? text('closed')
        : text('closedWithReward', { amount: `+${formatMoney(reward, currency, language)}` }),
    )
  }
  return useAction(taskRoutes.closeTask, { onSuccess: (task) => void tell(task) })
}
