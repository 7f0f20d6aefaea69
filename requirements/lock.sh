#!/bin/sh
# Writes the locked, hashed requirements anew from pyproject.toml. No addresses are written: the index is the reader's.
set -eu
bin=$1
"$bin/pip" install --quiet uv
for part in base dev; do
    extra=""
    [ "$part" = dev ] && extra="--group dev --constraint requirements/base.txt"
    # shellcheck disable=SC2086
    "$bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-header --no-annotate pyproject.toml $extra --output-file "requirements/$part.txt"
done
