/** Settings of containers that `.env` does not reach, for `compose.yaml` settles them; each with the reason. */
export const settledByCompose: Readonly<Record<string, string>> = {
  SERVICE: 'a container for each',
  DATABASE_URL: 'from the passwords of the databases',
  AMQP_URL: 'from RABBITMQ_PASSWORD',
  NEIGHBOURS: 'containers find each other by name',
  PORT: 'nginx, Prometheus and the health checks look for every container at 3000; the door is POPUG_PORT',
  HOST: 'a container is reached from the networks that it is in; the door is POPUG_BIND',
  TRUST_PROXY: 'nginx stands in front of every service',
  BANK_DATA: 'a volume',
  // Whoever works on a frontend has it in their environment, with another address.
  POPUG_URL: 'nginx stands beside the demo',
}
