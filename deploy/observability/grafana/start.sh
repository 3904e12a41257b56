#!/bin/sh
# Starts Grafana with a password that not everybody knows: the demo's is for POPUG_DEMO=1 alone.
if [ -z "$GF_SECURITY_ADMIN_PASSWORD" ]; then
  if [ "$POPUG_DEMO" != 1 ]; then
    echo "Set GRAFANA_PASSWORD in .env (see .env.example), or POPUG_DEMO=1 for a demo, whose password is popug." >&2
    exit 1
  fi
  export GF_SECURITY_ADMIN_PASSWORD=popug
fi
exec /run.sh "$@"
