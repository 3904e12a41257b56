import { startApp } from '@popug/ui-kit'
import en from './locales/en.json' with { type: 'json' }
import ru from './locales/ru.json' with { type: 'json' }
import { SignIn } from './pages/sign-in.tsx'

startApp({
  service: 'auth',
  locales: { en, ru },
  pages: [
    { path: '/', page: SignIn, public: true },
    { path: '/profile', load: () => import('./pages/profile.tsx') },
    { path: '/users', roles: ['admin'], load: () => import('./pages/users.tsx') },
    { path: '/imports', roles: ['admin'], load: () => import('./pages/user-imports.tsx') },
    { path: '/imports/$id', roles: ['admin'], load: () => import('./pages/user-import.tsx') },
    { path: '/invitation', public: true, load: () => import('./pages/invitation.tsx') },
    { path: '/operations', roles: ['admin'], load: () => import('./pages/operations.tsx') },
    { path: '/operations/audit', roles: ['admin'], load: () => import('./pages/audit.tsx') },
    { path: '/users/$id', roles: ['admin'], load: () => import('./pages/user.tsx') },
  ],
})
