#!/bin/sh
read -r assignment
printf '%s\n' "$assignment" >>"$WORKCHARTS_HOME/effects.jsonl"
sleep 0.1
echo '{"outputs":{"value":1}}'
