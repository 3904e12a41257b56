// By its path, so that Vite compiles it with the configuration: Node 20 does not read TypeScript out of packages.
import { serviceApp } from '../../../packages/ui-kit/vite.ts'

export default serviceApp('tasks', {
  widgets: [
    { slot: 'accounts/task/v1', module: 'widgets/task-title.tsx' },
    { slot: 'analytics/task/v1', module: 'widgets/task-title.tsx' },
    { slot: 'auth/task/v1', module: 'widgets/task-title.tsx' },
  ],
})
