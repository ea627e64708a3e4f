export const HELP = `Usage: activitysmith-mock [options]
       activitysmith-mock exec [options] -- <command…>

Serves a mock of the ActivitySmith API. Any API key is taken, each with an account of its own.
With exec it runs a command whose requests to the hosted service come to the mock, and exits as the command does.

Options:
  --port <number>        Port to listen on, 0 for any free one (default: 4010, with exec 0)
  --host <address>       Address to listen on (default: 127.0.0.1)
  --api-key <key>        Take only this key; may be given several times
  --seed <file>          Accounts, and faults if any, from a JSON or YAML file: { accounts: […], faults: […] }
  --faults <file|JSON>   Faults from a JSON or YAML file, or as JSON: '[{ "status": 503, "times": 2 }]'
  --clock frozen|real    Time that stands still until it is moved by a control route, or the machine's (default: real)
  --no-limits            No requests a minute (60) and no number of Live Activities (4) to stay within
  --strict-accounts      Refuse channels and metrics that nobody has described
  --control <who>        Who may use the control routes, /_mock/: loopback, anywhere or off (default: loopback)
  --webhooks record|call
                         Whether a press on a button calls its webhook, or is only recorded (default: call)
  --allow-webhooks-to <range>
                         Range that webhooks may reach although it is not public, such as 127.0.0.0/8; may be given
                         several times
  --show                 Print what the devices show, whenever it changes
  --open                 Open the lock screens in a browser, where there is a desktop
  --verbose              Print a line for each request, with exec on stderr
  --json                 Print JSON: one line when ready, with --verbose one for each request, with --show one for
                         each change
  --version              Print the version
  --help                 Print this help

Exit codes: 0 stopped by a signal, 1 cannot listen, 2 wrong usage; with exec that of the command.

Examples:
  activitysmith-mock --port 4010 --verbose
  curl -X PUT http://127.0.0.1:4010/api/live-activity/stream/nightly-backup \\
    -H "Authorization: Bearer any-key" -H "Content-Type: application/json" \\
    -d '{"content_state":{"title":"Nightly Backup","type":"progress","percentage":42}}'

  activitysmith-mock exec --no-limits -- pytest
`;
