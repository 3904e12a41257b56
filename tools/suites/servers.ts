import { installOnDebian, type Machine, mayInstall, thisMachine, withoutServices } from './debian.ts'

/** The servers that the composed suites start, where each may stand, and Debian's package of it. */
const servers = [
  { name: 'MariaDB', places: ['/usr/sbin/mariadbd', '/usr/bin/mariadbd'], debian: 'mariadb-server' },
  {
    name: 'RabbitMQ',
    places: ['/usr/sbin/rabbitmq-server', '/usr/lib/rabbitmq/bin/rabbitmq-server'],
    debian: 'rabbitmq-server',
  },
  { name: 'nginx', places: ['/usr/sbin/nginx', '/usr/bin/nginx'], debian: 'nginx' },
  { name: 'Prometheus', places: ['/usr/bin/prometheus', '/usr/local/bin/prometheus'], debian: 'prometheus' },
] as const

const missing = ({ exists }: Machine) => servers.filter(({ places }) => !places.some(exists))

/** Makes sure that MariaDB, RabbitMQ, nginx and Prometheus are there; installs them on Debian where it may, and says what to do where it cannot. */
export const ensureServers = async (
  say: (line: string) => void,
  machine = thisMachine(),
  guard: typeof withoutServices = withoutServices,
): Promise<void> => {
  const wanted = missing(machine)
  if (wanted.length > 0 && mayInstall(machine)) {
    const packages = wanted.map(({ debian }) => debian)
    await guard(() => installOnDebian(machine, wanted.map(({ name }) => name).join(', '), packages, say))
  }
  const still = missing(machine)
  if (still.length > 0) {
    const names = still.map(({ name }) => name).join(', ')
    const packages = still.map(({ debian }) => debian).join(' ')
    throw new Error(`${names} cannot be found. Install what is missing (Debian: apt-get install ${packages}).`)
  }
}
