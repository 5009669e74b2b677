#!/usr/bin/env bash
# Finds passmuster, or installs it from the very commit that this action was taken from.
set -euo pipefail

binary="${PASSMUSTER_BINARY:-}"
if [[ -z "$binary" ]]; then
  if [[ -n "${PASSMUSTER_VERSION:-}" ]]; then
    cargo install --locked --quiet --root "$RUNNER_TEMP/passmuster" \
      --git "$GITHUB_SERVER_URL/$GITHUB_ACTION_REPOSITORY" --rev "$PASSMUSTER_VERSION" passmuster-cli
  else
    cargo install --locked --quiet --root "$RUNNER_TEMP/passmuster" \
      --path "$GITHUB_ACTION_PATH/../../crates/cli"
  fi
  binary="$RUNNER_TEMP/passmuster/bin/passmuster"
fi

# A line break in it would set other outputs.
if [[ "$binary" == *$'\n'* ]]; then
  echo "the name of the binary holds a line break" >&2
  exit 2
fi
"$binary" --version
echo "binary=$binary" >>"$GITHUB_OUTPUT"
