import { ShortId, WidgetSlot } from '@popug/ui-kit'

/** A task by what others call it; its short id where nobody does. */
export const TaskName = ({ id }: { readonly id: string }) => (
  <WidgetSlot name="analytics/task/v1" context={{ taskId: id }} fallback={<ShortId id={id} />} />
)
