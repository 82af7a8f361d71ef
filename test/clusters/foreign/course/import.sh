#!/bin/bash
# Imports the course's database whenever the primary starts.
if [ "$IS_PRIMARY" = "true" ]; then
	sqlite3 /tmp/data.db 'PRAGMA page_size = 1024; CREATE TABLE IF NOT EXISTS artists (id INTEGER PRIMARY KEY, name TEXT)'
	litefs import -name data.db /tmp/data.db
fi
