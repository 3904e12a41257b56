#!/bin/sh
# Stands before the entrypoints of MySQL and RabbitMQ and refuses the demo's passwords outside of a demo: at every start and before
# anything is written, for what they find in their volume they take for well begun, and never look at their passwords again.
if [ "$POPUG_DEMO" != 1 ]; then
  found=$(env | sed -n 's/^\([A-Z_]*PASS[A-Z_]*\)=.*demo-only.*/\1/p' | sed 's/^RABBITMQ_DEFAULT_PASS$/RABBITMQ_PASSWORD/' | sort)
  if [ -n "$found" ]; then
    echo "The demo's throw-away passwords are for POPUG_DEMO=1 alone. Set your own in .env (see .env.example):" $found >&2
    exit 1
  fi
fi
# The official images have theirs on the path; others may have it at the root.
exec "$(command -v docker-entrypoint.sh || echo /entrypoint.sh)" "$@"
