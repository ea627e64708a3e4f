#!/bin/sh
# Shows on the phone how busy a process of PM2 is, for as long as it is busy. For cron, every minute:
#   * * * * * . /etc/activitysmith.env && /opt/watch-cpu.sh api 80
# where the file exports ACTIVITYSMITH_API_KEY. Needs PM2 and curl.
set -eu

name=${1:?"usage: watch-cpu.sh <process> [percent from which it counts as busy]"}
busy=${2:-80}
stream="${ACTIVITYSMITH_BASE_URL:-https://activitysmith.com/api}/live-activity/stream/pm2-cpu-$name"

# All instances of the process together. PM2 is a Node program, so there is a Node to read its JSON.
usage=$(pm2 jlist | node -e '
	let text = "";
	process.stdin.on("data", (part) => (text += part)).on("end", () => {
		const running = JSON.parse(text.slice(text.indexOf("["))).filter(({ name }) => name === process.argv[1]);
		if (running.length === 0) throw new Error(`PM2 has no process ${process.argv[1]}`);
		const sum = (of) => running.reduce((total, { monit }) => total + monit[of], 0);
		console.log(Math.round(sum("cpu")), Math.round(sum("memory") / 2 ** 20), running.length);
	});
' "$name")
# shellcheck disable=SC2086 # three numbers
set -- $usage

# The key is no argument: those of a command can be read by every user of the machine.
call() {
	printf 'header = "Authorization: Bearer %s"' "${ACTIVITYSMITH_API_KEY:?is not set}" |
		curl --config - --silent --show-error --max-time 20 --header 'Content-Type: application/json' "$@" "$stream"
}

if [ "$1" -ge "$busy" ]; then
	call --fail-with-body --request PUT --data '{
		"content_state": {
			"title": "'"$name"'",
			"subtitle": "'"$3"' running",
			"type": "metrics",
			"color": "red",
			"metrics": [{ "label": "CPU", "value": '"$1"', "unit": "%" }, { "label": "Memory", "value": '"$2"', "unit": "MB" }]
		}
	}'
else
	# 404: it has never been busy.
	call --output /dev/null --write-out '%{http_code}\n' --request DELETE | grep -E '^(200|404)$'
fi
