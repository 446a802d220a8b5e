#!/usr/bin/env bash
# Run the invented desk: here until Ctrl-C on a terminal, else beside us until 'make stop'.
set -euo pipefail
cd "$(dirname "$0")/.."
export MERILO_HOME="$PWD/.demo" MERILO_SITE_URL="http://localhost:${PORT:=8000}"
pid=.demo/serve.pid
if python3 -c "import urllib.request as u; u.urlopen('$MERILO_SITE_URL/desk/login/', timeout=3)" 2>/dev/null; then
  echo "The desk runs already: $MERILO_SITE_URL/ (newsroom: $MERILO_SITE_URL/desk/). Stop it with: make stop"
  exit 0
fi
echo "The public site: $MERILO_SITE_URL/   The newsroom: $MERILO_SITE_URL/desk/ (ana, password: dve planini, edna reka)"
if [ -t 1 ]; then
  echo "Ctrl-C stops it."
  exec .venv/bin/merilo desk serve --port "$PORT" --workers 1
fi
setsid nohup .venv/bin/merilo desk serve --port "$PORT" --workers 1 >.demo/serve.log 2>&1 </dev/null &
echo $! >"$pid"
for _ in $(seq 60); do
  sleep 1
  python3 -c "import urllib.request as u; u.urlopen('$MERILO_SITE_URL/desk/login/', timeout=5)" 2>/dev/null && { echo "It runs. Stop it with: make stop"; exit 0; }
  kill -0 "$(cat "$pid")" 2>/dev/null || break
done
echo "The desk did not start; .demo/serve.log says why:" >&2
tail -n 5 .demo/serve.log >&2
exit 1
