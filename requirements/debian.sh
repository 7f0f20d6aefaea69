#!/bin/sh
# Installs the Debian packages that some tests use: a browser, LibreOffice, and tools that look into PDF files.
# Where they can't be installed, those tests say so and are skipped.
set -eu
missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need pdftotext poppler-utils
need qpdf qpdf
need soffice "libreoffice-writer-nogui libreoffice-calc-nogui"
need msgfmt gettext
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Without apt-get these are not installed, and tests that use them are skipped:$missing"
    exit 0
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if ! $as_root true 2>/dev/null; then
    echo "Without the right to install packages, tests that use these are skipped:$missing"
    exit 0
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing fonts-liberation >/dev/null
