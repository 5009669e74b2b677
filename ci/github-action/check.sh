#!/usr/bin/env bash
# Runs `passmuster check` as the inputs of the action say, and ends as it ends.
set -euo pipefail

# What is neither is a slip, and a slip must not switch anything off.
is_true() {
  case "$2" in
    true) return 0 ;;
    false) return 1 ;;
    *)
      echo "\`$1\` is \`true\` or \`false\`" >&2
      exit 2
      ;;
  esac
}

rules=()
while IFS= read -r line; do
  if [[ -n "$line" ]]; then rules+=("$line"); fi
done <<<"$PASSMUSTER_RULES"
if ((${#rules[@]} == 0)); then
  echo "\`rules\` names no file and no folder" >&2
  exit 2
fi

folder="$PASSMUSTER_FOLDER"
if [[ -z "$folder" || "$folder" == *$'\n'* ]]; then
  echo "\`folder\` is the name of a folder, in one line" >&2
  exit 2
fi
mkdir -p -- "$folder"
summary="$(mktemp)"
said="$(mktemp)"
trap 'rm -f -- "$summary" "$said"' EXIT

options=("--facts=$PASSMUSTER_FACTS" "--fail-on=$PASSMUSTER_FAIL_ON")
if [[ -n "$PASSMUSTER_FROM" ]]; then options+=("--from=$PASSMUSTER_FROM"); fi
if [[ -n "$PASSMUSTER_THROUGH" ]]; then options+=("--through=$PASSMUSTER_THROUGH"); fi
if [[ -n "$PASSMUSTER_BASELINE" ]]; then options+=("--baseline=$PASSMUSTER_BASELINE"); fi
if is_true new-only "$PASSMUSTER_NEW_ONLY"; then options+=(--new-only); fi

options+=("--format=json=$folder/report.json" "--format=sarif=$folder/report.sarif")
if is_true annotations "$PASSMUSTER_ANNOTATIONS"; then
  options+=(--format=github)
else
  options+=(--format=text)
fi
options+=("--format=markdown=$summary" "--lang=$PASSMUSTER_LANG")
while IFS= read -r line; do
  if [[ -n "$line" ]]; then options+=("--format=$line"); fi
done <<<"$PASSMUSTER_FORMATS"

code=0
"$PASSMUSTER_BINARY" check --rules "${rules[@]}" "${options[@]}" 2>"$said" || code=$?

# A runner takes lines that begin so for commands, whoever wrote them.
sed -E 's/^([[:space:]]*)(::|##)/\1\\\2/' "$said" >&2
if is_true summary "$PASSMUSTER_SUMMARY" && [[ -s "$summary" ]]; then
  cat "$summary" >>"$GITHUB_STEP_SUMMARY"
fi
{
  echo "exit-code=$code"
  echo "report=$folder/report.json"
  echo "sarif=$folder/report.sarif"
} >>"$GITHUB_OUTPUT"
exit "$code"
