// By its path, so that Vite compiles it with the configuration: Node 20 does not read TypeScript out of packages.
import { serviceApp } from '../../../packages/ui-kit/vite.ts'

export default serviceApp('billing', {
  widgets: [{ slot: 'accounts/payout/v1', module: 'widgets/payment.tsx', order: 10 }],
})
