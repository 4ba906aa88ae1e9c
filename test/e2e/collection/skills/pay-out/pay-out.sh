#!/bin/sh
# Pays, and dies before it can say so, unless a person sent it a second time.
read -r assignment
value_of() { echo "$assignment" | sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }
echo "$(value_of order) $(value_of idempotencyKey)" >>"$WORKCHARTS_HOME/payments"
case $assignment in
  *'"note":"'?*) echo '{"outputs":{"reference":"paid"}}' ;;
  *) kill -KILL $$ ;;
esac
