# Run in a container of the test image: the files that LiteFS and a sqlite3 shell need, as a tar archive. The whole image
# would take an engine half a minute to load.
programs='/bin/sh /bin/mount /bin/umount /usr/bin/fusermount3 /usr/bin/ls /usr/bin/sleep /usr/bin/sqlite3 /usr/bin/tr'
libraries=$(for program in $programs; do ldd "$program"; done | grep -o '/[^ ]*' | sort -u)
tar -chPf - $programs $libraries /usr/local/bin/litefs /usr/local/bin/seed.sh /etc/litefs.yml /etc/passwd
