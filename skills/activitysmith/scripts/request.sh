# shellcheck shell=sh
# shellcheck disable=SC2034 # What it sets, others read.
# What the scripts share: options, JSON, the request. It is sourced. POSIX sh with awk and curl, so that it runs on macOS,
# on Linux and in BusyBox alike.
#
# Nothing that was given is ever an argument of curl, which other users of the machine could read: the address, the key
# and the body go through its standard input, as a configuration.

# Bytes stay what they are: UTF-8 goes through, and no tool refuses what is none.
LC_ALL=C
export LC_ALL

me=${0##*/}

# Exit codes: 0 done, 1 refused by the API, 2 called wrongly, 3 no answer.
wrong() { # <what is wrong>
	printf '%s: %s\n' "$me" "$1" >&2
	printf 'Try %s --help\n' "$me" >&2
	exit 2
}

# --- options ---

environment_help() {
	cat <<'HELP'
Environment, or lines of .env beside SKILL.md:
  ACTIVITYSMITH_API_KEY      the API key
  ACTIVITYSMITH_BASE_URL     another server than https://activitysmith.com/api

Exit codes: 0 done, 1 refused by the API, 2 called wrongly, 3 no answer.
HELP
}

# Splits `--name=value` and `-nvalue`, and says whether a value follows. Sets $option, $given and $taken, the number
# of arguments that they are.
read_option() { # <options without a value> <arguments…>
	flags=$1
	option=$2
	given=
	taken=1
	case $option in
	--?*=*)
		given=${option#*=}
		option=${option%%=*}
		case " $flags " in *" $option "*) wrong "$option takes no value" ;; esac
		return
		;;
	--?* | -?) ;;
	-?*)
		given=${option#-?}
		option=${option%"$given"}
		case " $flags " in *" $option "*) wrong "$option takes no value" ;; esac
		return
		;;
	*) wrong "unexpected argument: $option" ;;
	esac
	case " $flags " in *" $option "*) return ;; esac
	[ $# -gt 2 ] || wrong "$option needs a value, or is unknown"
	given=$3
	taken=2
}

# A file's text, or that of standard input for `-`.
read_text() { # <option> <path>
	if [ "$2" = - ]; then
		cat
	else
		[ -f "$2" ] || wrong "$1: there is no such file: $2"
		cat <"$2" || wrong "$1: it can't be read: $2"
	fi
}

# --- JSON ---

# The inside of a string in quotes: of JSON, or of curl's configuration, which knows fewer escapes.
escape() { # json|config <text>
	case $2 in
	*[[:cntrl:]\"\\]*) ;;
	*) # Most have nothing to escape.
		printf '%s' "$2"
		return
		;;
	esac
	printf '%s\n' "$2" | awk -v form="$1" '
		BEGIN {
			if (form == "json") for (code = 1; code < 32; code++) escaped[sprintf("%c", code)] = sprintf("\\u%04x", code)
			escaped["\\"] = "\\\\"
			escaped["\""] = "\\\""
			escaped["\t"] = "\\t"
			escaped["\r"] = "\\r"
		}
		{
			# A record is what ends with a newline: those inside the text stand between records.
			if (NR > 1) printf "%s", "\\n"
			length_of_line = length($0)
			for (at = 1; at <= length_of_line; at++) {
				character = substr($0, at, 1)
				printf "%s", (character in escaped) ? escaped[character] : character
			}
		}'
}

# Each of these adds a member to the object that is being written, and nothing when there is no value.
members=

add_string() { # <name> <text>
	[ -z "$2" ] || members="$members\"$1\":\"$(escape json "$2")\","
}

is_number() { # <text>
	case $1 in '' | *[!0-9.eE+-]*) return 1 ;; esac
	printf '%s\n' "$1" | grep -Eq '^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$'
}

add_number() { # <name> <number> <option>
	[ -n "$2" ] || return 0
	is_number "$2" || wrong "$3 must be a number, not '$2'"
	members="$members\"$1\":$2,"
}

# JSON as it was given, which may span lines. Whether it is JSON is for the API to say.
add_json() { # <name> <JSON> <object|array> <option>
	json=$(printf '%s' "$2" | tr '\n\r\t' '   ' | sed 's/^ *//; s/ *$//')
	[ -n "$json" ] || return 0
	case $3$json in
	'object{'*'}' | 'array['*']') members="$members\"$1\":$json," ;;
	*) wrong "$4 must be a JSON $3" ;;
	esac
}

# `devs, ops` as a target. None at all would be everyone, which is not what somebody means who names channels.
add_target() { # <comma-separated slugs>
	slugs=
	rest=$1,
	while [ -n "$rest" ]; do
		slug=$(printf '%s' "${rest%%,*}" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//')
		rest=${rest#*,}
		[ -z "$slug" ] || slugs="$slugs\"$(escape json "$slug")\","
	done
	[ -n "$slugs" ] || wrong "--channels names no channel"
	members="$members\"target\":{\"channels\":[${slugs%,}]},"
}

# Ends the object: it is in $object, and the next one can begin.
end_object() {
	object="{${members%,}}"
	members=
}

# --- the request ---

# A line of `.env` beside SKILL.md, for agents whose shell has no environment of the user's. It is read, never run.
from_env_file() { # <name>
	env_file=$(dirname "$0")/../.env
	[ -f "$env_file" ] || return 0
	sed -n "s/^[[:space:]]*\(export[[:space:]][[:space:]]*\)\{0,1\}$1=//p" "$env_file" | tail -n 1 |
		sed "s/[[:space:]]*\$//; s/^\"\(.*\)\"\$/\1/; s/^'\(.*\)'\$/\1/"
}

# Plain HTTP shows the key to everyone on the way, so it goes to this machine only.
check_address() { # <base URL>
	case $1 in *[![:graph:]]*) wrong "ACTIVITYSMITH_BASE_URL holds a character that no URL has" ;; esac
	host=${1#*://}
	host=${host%%[/?#]*}
	case $host in '' | *@*) wrong "ACTIVITYSMITH_BASE_URL must be a URL with a host and without a user: $1" ;; esac
	case $1 in
	https://*) return ;;
	http://*) ;;
	*) wrong "ACTIVITYSMITH_BASE_URL must begin with https:// or http://" ;;
	esac
	[ "${ACTIVITYSMITH_ALLOW_INSECURE_HTTP:-}" != 1 ] || return 0
	case $host in
	localhost | localhost:* | '[::1]' | '[::1]:'*) return ;;
	127.*) case ${host%%:*} in *[!0-9.]*) ;; *) return ;; esac ;;
	esac
	wrong "ACTIVITYSMITH_BASE_URL is plain http: to another machine; use https, or set ACTIVITYSMITH_ALLOW_INSECURE_HTTP=1"
}

# Sends, and prints the answer. Sets $answer. What is no 200 ends the script.
request() { # <method> <path> <body, which may be empty>
	command -v curl >/dev/null || wrong "curl is not installed"
	api_key=${ACTIVITYSMITH_API_KEY:-$(from_env_file ACTIVITYSMITH_API_KEY)}
	base=${ACTIVITYSMITH_BASE_URL:-$(from_env_file ACTIVITYSMITH_BASE_URL)}
	base=${base:-https://activitysmith.com/api}
	[ -n "$api_key" ] || wrong "ACTIVITYSMITH_API_KEY is not set"
	case $api_key in *[![:graph:]]*) wrong "ACTIVITYSMITH_API_KEY holds a character that no key has" ;; esac
	check_address "$base"
	body=$(escape config "$3")
	# The API takes 64 KiB, and curl no line of 100.
	[ "${#body}" -le 90000 ] || wrong "this is too much for one request, which takes 64 KiB"

	answer=$(
		{
			printf 'url = "%s"\n' "$(escape config "${base%/}$2")"
			printf 'request = "%s"\n' "$1"
			printf 'header = "Authorization: Bearer %s"\n' "$(escape config "$api_key")"
			printf 'header = "Content-Type: application/json"\n'
			printf 'user-agent = "activitysmith-skill"\n'
			[ -z "$body" ] || printf 'data-binary = "%s"\n' "$body"
			printf 'silent\nshow-error\ngloboff\nconnect-timeout = 10\nmax-time = 30\nwrite-out = "\\n%%{http_code}"\n'
		} | curl -q --config -
	) || {
		printf '%s: no answer from %s\n' "$me" "$base" >&2
		exit 3
	}
	status=${answer##*
}
	answer=${answer%
*}
	if [ "$status" != 200 ]; then
		printf '%s: the API answered %s:\n%s\n' "$me" "$status" "$answer" >&2
		exit 1
	fi
}
