#!/bin/sh
# What must be there before the first start, and may be done again at every other: the tokens, in
# volumes that only their readers mount, and the topics.
set -eu

for name in desk metrics; do
    token="/run/watchfloor/$name/token"
    if [ ! -s "$token" ]; then
        python -c 'import secrets; print(secrets.token_urlsafe(32))' > "$token.new"
        mv "$token.new" "$token"
    fi
done

exec watchfloor topics --config /etc/watchfloor/watchfloor.toml create
