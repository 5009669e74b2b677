#!/usr/bin/env bash
# Finds passmuster, or installs it from the very commit that this action was taken from.
set -euo pipefail

binary="${PASSMUSTER_BINARY:-}"
if [[ -z "$binary" ]]; then
  if [[ -n "${PASSMUSTER_VERSION:-}" ]]; then
    # An action of the very repository that runs it was taken from nowhere else.
    if [[ "${PASSMUSTER_SOURCE:-/}" == */ ]]; then
      echo "\`version\` needs the action by its repository, as \`uses: OWNER/REPOSITORY/ci/github-action@COMMIT\`" >&2
      exit 2
    fi
    cargo install --locked --quiet --root "$RUNNER_TEMP/passmuster" \
      --git "$PASSMUSTER_SOURCE" --rev "$PASSMUSTER_VERSION" passmuster-cli
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
