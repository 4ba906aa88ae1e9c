#!/bin/sh
read -r assignment
printf '%s\n' "$assignment" >>"$WORKCHARTS_HOME/effects.jsonl"
setsid sleep 600 &
exec sleep 600
