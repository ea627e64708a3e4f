/**
 * What Python runs first. The published client (urllib3 by itself) knows no proxy variable, so the name of the hosted
 * service resolves to the mock: in Python, addresses are looked up together with their ports.
 */

export interface PythonPreload {
	/** The names that the mock answers for. */
	names: readonly string[];
	/** Hosts to reach as ever: names, domains, addresses. */
	direct: readonly string[];
	proxyPort: number;
	tlsPort: number;
}

/** JSON of texts is Python too. */
export const pythonPreload = ({
	names,
	direct,
	proxyPort,
	tlsPort,
}: PythonPreload): string => `import importlib.machinery
import importlib.util
import os
import socket
import sys

NAMES = ${JSON.stringify(names)}
DIRECT = [entry.lower().lstrip("*.") for entry in ${JSON.stringify(direct)}]
look_up = socket.getaddrinfo


def is_direct(name):
    is_loopback = name.startswith("127.") and name.replace(".", "").isdigit()
    return is_loopback or any(name == entry or name.endswith("." + entry) for entry in DIRECT)


def refuse(name):
    """Fails as the proxy says, which also reports it."""
    authority = ("[%s]:443" if ":" in name else "%s:443") % name
    with socket.create_connection(("127.0.0.1", ${proxyPort})) as proxy:
        proxy.sendall(("CONNECT %s HTTP/1.1\\r\\nHost: %s\\r\\n\\r\\n" % (authority, authority)).encode())
        answer = proxy.makefile("rb").read().decode()
    raise socket.gaierror(socket.EAI_NONAME, answer.split("\\r\\n\\r\\n", 1)[-1])


def getaddrinfo(host, port, *args, **kwargs):
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if isinstance(name, str) and str(port) in ("443", "https"):
        name = name.lower().rstrip(".")
        if name in NAMES:
            return look_up("127.0.0.1", ${tlsPort}, *args, **kwargs)
        if not is_direct(name):
            refuse(name)
    return look_up(host, port, *args, **kwargs)


socket.getaddrinfo = getaddrinfo

# The file of this name that this one hides, of a distribution or of a tool for coverage, is run as ever.
here = os.path.dirname(os.path.abspath(__file__))
paths = [path for path in sys.path if os.path.abspath(path) != here]
hidden = importlib.machinery.PathFinder.find_spec("sitecustomize", paths)
if hidden and hidden.loader:
    sys.modules["sitecustomize"] = importlib.util.module_from_spec(hidden)
    hidden.loader.exec_module(sys.modules["sitecustomize"])
`;
