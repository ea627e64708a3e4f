export const HELP = `Usage: activitysmith-apns gateway [options]

Serves a gateway of Apple's push service to test against, with simulated devices behind it.

Options:
  --port <number>                 Port of the development environment, over TLS; 0 for any free one (default: 0)
  --production-port <number>      Port of the production environment, over TLS (default: 0)
  --h2c-port <number>             Port of the development environment, in clear text (default: 0)
  --h2c-production-port <number>  Port of the production environment, in clear text (default: 0)
  --control-port <number>         Port that controls it, over HTTP, for programs on this machine (default: 0)
  --no-control                    No such port
  --host <address>                Address to listen on (default: 127.0.0.1)
  --bundle-id <id>                App of the team; may be given several times (default: com.activitysmith.app)
  --key <file>                    Key of the team, a .p8 file (default: a new one)
  --key-id <id>                   Its id
  --team-id <id>                  The team
  --answer-delay <ms>             Milliseconds before every answer (default: 0)
  --relay                         Connections can fall silent; costs some speed
  --json                          Print one line of JSON when ready
  --version                       Print the version
  --help                          Print this help

It writes the authority to trust and the team's key to a folder of its own, which it removes when it is stopped.

Exit codes: 0 stopped by a signal, 1 cannot start, 2 wrong usage.
`;
