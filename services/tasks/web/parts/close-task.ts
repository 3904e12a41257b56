import { accountRoutes } from '@popug/contracts/accounts.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { type Action, call, notifyDone, useAction, useLanguage, useText } from '@popug/ui-kit'

/** Milliseconds that the toast waits for the reward: a person who closed a task wants to know at once that it is closed. */
const patience = 1_500

/** What closing the task brings, in minor units of a currency; null where Accounts does not say in time. */
const rewardOf = async (taskId: string): Promise<{ minor: number; currency: string } | null> => {
  const signal = AbortSignal.timeout(patience)
  try {
    const [{ items }, { currency }] = await Promise.all([
      call(accountRoutes.listTaskCosts, { query: { ids: taskId } }, { signal }),
      call(accountRoutes.getMyAccount, {}, { signal }),
    ])
    const [costs] = items
    return costs ? { minor: costs.rewardMinor, currency } : null
  } catch {
    return null
  }
}

/** Closes a task and says what it brought: `Closed. +31.20 on your account`; `onClosed` is told at once. */
export const useCloseTask = (onClosed: () => void = () => {}): Action<typeof taskRoutes.closeTask> => {
  const text = useText()
  const language = useLanguage()
  const tell = async ({ id }: Task): Promise<void> => {
    const reward = await rewardOf(id)
    if (!reward) return notifyDone(text('closed'))
    notifyDone(text('closedWithReward', { amount: `+${formatMoney(reward.minor, reward.currency, language)}` }))
  }
  return useAction(taskRoutes.closeTask, {
    onSuccess: (task) => {
      onClosed()
      void tell(task)
    },
  })
}
