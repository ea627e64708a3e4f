#!/bin/sh
# Shows on the phone how busy a process of PM2 is, for as long as it is busy. For cron, every minute:
#   * * * * * . /etc/activitysmith.env && /opt/watch-cpu.sh api 80
# where the file exports ACTIVITYSMITH_API_KEY. Needs PM2 and curl.
set -eu

name=${1:?"usage: watch-cpu.sh <process> [percent from which it counts as busy]"}
busy=${2:-80}
# A stream's key has fewer characters than a name may have.
key=pm2-cpu-$(printf '%s' "$name" | tr -c 'A-Za-z0-9_-' -)
stream="${ACTIVITYSMITH_BASE_URL:-https://activitysmith.com/api}/live-activity/stream/$key"

# All instances of the process together. PM2 is a Node program, so there is a Node to read its JSON, and to write ours.
# shellcheck disable=SC2016 # what looks like a variable is JavaScript's
usage=$(pm2 jlist | node -e '
	const [wanted] = process.argv.slice(1);
	let text = "";
	process.stdin.on("data", (part) => (text += part)).on("end", () => {
		const running = JSON.parse(text.slice(text.indexOf("["))).filter(({ name }) => name === wanted);
		if (running.length === 0) throw new Error(`PM2 has no process ${wanted}`);
		const sum = (of) => Math.round(running.reduce((total, { monit }) => total + monit[of], 0));
		const metrics = [
			{ label: "CPU", value: sum("cpu"), unit: "%" },
			{ label: "Memory", value: Math.round(sum("memory") / 2 ** 20), unit: "MB" },
		];
		const state = { title: wanted, subtitle: `${running.length} running`, type: "metrics", color: "red", metrics };
		console.log(sum("cpu"), JSON.stringify({ content_state: state }));
	});
' -- "$name")

# The key is no argument: those of a command can be read by every user of the machine.
call() {
	printf 'header = "Authorization: Bearer %s"' "${ACTIVITYSMITH_API_KEY:?is not set}" |
		curl --config - --silent --show-error --max-time 20 --header 'Content-Type: application/json' "$@" "$stream"
}

if [ "${usage%% *}" -ge "$busy" ]; then
	call --fail-with-body --request PUT --data "${usage#* }"
else
	# 404: it has never been busy.
	call --output /dev/null --write-out '%{http_code}\n' --request DELETE | grep -E '^(200|404)$'
fi
