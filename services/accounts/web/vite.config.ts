// By its path, so that Vite compiles it with the configuration: Node 20 does not read TypeScript out of packages.
import { serviceApp } from '../../../packages/ui-kit/vite.ts'

export default serviceApp('accounts', {
  widgets: [{ slot: 'tasks/task/v1', module: 'widgets/task-costs.tsx' }],
})
