// By its path, so that Vite compiles it with the configuration: Node 20 does not read TypeScript out of packages.
import { serviceApp } from '../../../packages/ui-kit/vite.ts'

export default serviceApp('mailer', {
  // Top management sees figures, not letters.
  widgets: [
    {
      slot: 'accounts/payout/v1',
      module: 'widgets/letter.tsx',
      order: 20,
      roles: ['performer', 'manager', 'accountant', 'admin'],
    },
  ],
})
