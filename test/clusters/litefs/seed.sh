#!/bin/sh
# Makes the databases where they are not there yet: data.db in rollback mode, wal.db in WAL mode.
set -e
[ -e /litefs/data.db ] || sqlite3 /litefs/data.db 'CREATE TABLE albums (id INTEGER PRIMARY KEY, title TEXT)'
[ -e /litefs/wal.db ] ||
	sqlite3 /litefs/wal.db 'PRAGMA journal_mode = wal; CREATE TABLE albums (id INTEGER PRIMARY KEY, title TEXT)'
