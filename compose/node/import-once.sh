#!/bin/sh
# Gives a new cluster its first database: /var/lib/litefs/seed.db, where there is such a file. A cluster that has a
# database keeps it, for an import replaces everything that was written since.
set -eu
seed=/var/lib/litefs/seed.db
[ -e "$seed" ] || exit 0
[ -e /litefs/data.db ] || litefs import -name data.db "$seed"
rm "$seed"
