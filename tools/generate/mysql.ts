import { serviceNames } from '@popug/contracts/topology.ts'
import { passwordVariable } from '../../apps/composed/compose-variables.ts'

const pairs = serviceNames.map((service) => `make_database ${service} "$${passwordVariable(service)}"`)

/** `deploy/mysql/databases.sh`: what MySQL's container runs when its volume is new. */
export const mysqlDatabases = (): string => `#!/bin/bash
# Made by \`npm run generate\`; a check compares it.
# A database for each service, with a user who sees that one alone. The container's entrypoint reads this once, while nobody
# can reach the server from outside.

run_sql() {
  if command -v docker_process_sql >/dev/null; then
    docker_process_sql
  else
    mysql --protocol=socket --socket="\${SOCKET:-/tmp/init.sock}" --user=root --password="$MYSQL_ROOT_PASSWORD"
  fi
}

make_database() {
  run_sql <<SQL
CREATE DATABASE IF NOT EXISTS \\\`$1\\\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE USER IF NOT EXISTS '$1'@'%' IDENTIFIED BY '$2';
GRANT ALL PRIVILEGES ON \\\`$1\\\`.* TO '$1'@'%';
SQL
}

${pairs.join('\n')}
`
