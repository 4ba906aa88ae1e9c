#!/bin/sh
read -r assignment
printf '%s\n' "$assignment" >>"$WORKCHARTS_HOME/effects.jsonl"
echo '{"outputs":{}}'
