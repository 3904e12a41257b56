import { serviceApp } from '../../../packages/ui-kit/vite.ts'

export default serviceApp('auth')
