#!/bin/sh
# The program curl.
for url in "$@"; do
	body=$(curl -sS -X PUT "$url" -H "Authorization: Bearer $ACTIVITYSMITH_API_KEY" -H "Content-Type: application/json" \
		-d '{"content_state":{"title":"Deploy","type":"progress","percentage":42}}' 2>&1) || {
		echo "failed $body"
		continue
	}
	echo "answered $(echo "$body" | sed 's/.*"operation":"\([a-z]*\)".*/\1/')"
done
