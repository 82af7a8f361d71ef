# Two databases, in both journal modes; then whatever a library's program does all day.
if [ "$LEADS" = true ] && [ ! -e /srv/catalogue/books ]; then
	sqlite3 /srv/catalogue/books 'CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT)'
	sqlite3 /srv/catalogue/loans.sqlite 'PRAGMA journal_mode = wal; CREATE TABLE loans (book INTEGER, until TEXT)'
fi
exec sleep infinity
