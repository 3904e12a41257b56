import { Notifications } from '@mantine/notifications'

/** Where toasts appear. */
const Toasts = () => <Notifications position="bottom-right" />
export default Toasts
