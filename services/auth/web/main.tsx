import { type Catalogue, startApp } from '@popug/ui-kit'
import { SignIn } from './pages/sign-in.tsx'

const texts = import.meta.glob<Catalogue>('../../../languages/*/auth.json', { import: 'default' })

void startApp({
  service: 'auth',
  texts,
  pages: [
    { path: '/', page: SignIn, public: true },
    { path: '/profile', load: () => import('./pages/profile.tsx') },
    { path: '/users', roles: ['admin'], load: () => import('./pages/users.tsx') },
    { path: '/imports', roles: ['admin'], load: () => import('./pages/user-imports.tsx') },
    { path: '/imports/$id', roles: ['admin'], load: () => import('./pages/user-import.tsx') },
    { path: '/invitation', public: true, load: () => import('./pages/invitation.tsx') },
    { path: '/operations', roles: ['admin'], load: () => import('./pages/operations.tsx') },
    { path: '/operations/audit', roles: ['admin'], load: () => import('./pages/audit.tsx') },
    { path: '/operations/gallery', roles: ['admin'], load: () => import('./pages/gallery.tsx') },
    { path: '/users/$id', roles: ['admin'], load: () => import('./pages/user.tsx') },
  ],
})
