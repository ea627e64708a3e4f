/**
 * What Python runs first. The published client (urllib3 by itself) knows no proxy variable, so the name of the hosted
 * service resolves to the mock: in Python, addresses are looked up together with their ports.
 */

export interface PythonPreload {
	/** The names that the mock answers for. */
	names: readonly string[];
	tlsPort: number;
}

/** JSON of names and numbers is Python too. */
export const pythonPreload = ({ names, tlsPort }: PythonPreload): string => `import importlib.machinery
import importlib.util
import os
import socket
import sys

NAMES = ${JSON.stringify(names)}
look_up = socket.getaddrinfo


def getaddrinfo(host, port, *args, **kwargs):
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if isinstance(name, str) and name.lower().rstrip(".") in NAMES and str(port) in ("443", "https"):
        return look_up("127.0.0.1", ${tlsPort}, *args, **kwargs)
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
