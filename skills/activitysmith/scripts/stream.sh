#!/bin/sh
set -eu
# shellcheck source=state.sh
. "$(dirname "$0")/state.sh"

help() {
	cat <<'HELP'
Shows the newest state of a thing that has a stable name. The first call starts its Live Activity, later ones update it, and
no id has to be kept. With --end it ends, if wanted with a last state.

  stream.sh nightly-backup --title "Nightly backup" --type progress --percentage 42
  stream.sh nightly-backup --end --title "Nightly backup" --percentage 100

HELP
	state_help
	cat <<'HELP'

  -c, --channels LIST        only these channels, with commas: "devs,ops"; not with --end
      --auto-dismiss MINUTES  how long it stays when it has ended (default: 2); 0: not at all
      --end                  end it
  -h, --help

HELP
	environment_help
}

key=
channels=
end=
while [ $# -gt 0 ]; do
	case $1 in
	-*) ;;
	*)
		[ -z "$key" ] || wrong "unexpected argument: $1"
		key=$1
		shift
		continue
		;;
	esac
	read_option "--end -h --help" "$@"
	shift "$taken"
	case $option in
	-c | --channels) channels=,$given ;;
	--auto-dismiss) auto_dismiss=$given ;;
	--end) end=yes ;;
	-h | --help) help && exit ;;
	*) read_state_option ;;
	esac
done
case $key in
'') wrong "the stream's key is required: a name of your own, such as nightly-backup" ;;
# It becomes a part of the address.
*[!A-Za-z0-9_-]*) wrong "the stream's key must contain only letters, numbers, underscores, and hyphens" ;;
esac
[ -n "$end$title" ] || wrong "--title is required: what the activity is about"

add_state
[ -z "$channels" ] || add_target "$channels"
end_object

if [ -n "$end" ]; then method=DELETE; else method=PUT; fi
request "$method" "/live-activity/stream/$key" "$object"
printf '%s\n' "$answer"
