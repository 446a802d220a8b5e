#!/usr/bin/env bash
# Install what the tests use from Debian: a browser, PostgreSQL, Pango for PDF, OCR with our languages, mat2. Does nothing the second time.
set -euo pipefail
packages=(chromium gettext mat2 postgresql fonts-noto-core libpangoft2-1.0-0 libharfbuzz-subset0
  tesseract-ocr tesseract-ocr-mkd tesseract-ocr-srp tesseract-ocr-srp-latn
  tesseract-ocr-hrv tesseract-ocr-bos tesseract-ocr-sqi tesseract-ocr-rus tesseract-ocr-bul tesseract-ocr-ukr)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "The tests need these packages; please install them: ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
