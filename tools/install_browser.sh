#!/bin/sh
# Put Chromium on this machine where it is missing: the browser tests drive the system's own, and never skip.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" -ne 0 ]; then
    echo "The browser tests need Chromium. Install it as root: apt-get install chromium" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "Chromium could not be installed; see above." >&2
    exit 1
fi
