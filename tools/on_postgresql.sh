#!/usr/bin/env bash
# Run a command beside a PostgreSQL server of its own, named by MERILO_TEST_DATABASE; the server and its data are gone afterwards.
# tools/on_postgresql.sh .venv/bin/python -m pytest tests/desk/test_people.py
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
if [ -z "$bin" ]; then
  echo "PostgreSQL is not installed here: please install the package postgresql, and run this again." >&2
  exit 1
fi
folder=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
own=()
# PostgreSQL refuses to be run by root.
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$folder"
  own=(runuser -u postgres --)
fi
stop() {
  "${own[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
cd "$folder"
"${own[@]}" "$bin/initdb" -D "$folder/data" -U merilo -E UTF8 --locale=C.UTF-8 -A trust >/dev/null
"${own[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off" start >/dev/null
cd "$OLDPWD"
MERILO_TEST_DATABASE="postgresql://merilo@127.0.0.1:$port/desk" "$@"
