"""Runs the snippets of a README with a client that keeps what its methods answer, and looks at a phone after each.

The client and the snippets are as they were published. Takes {"setup", "snippets": [{"line", "code"}]} on stdin.
"""

import json
import os
import sys
from urllib.parse import urljoin
from urllib.request import Request, urlopen

PLACEHOLDER = "YOUR_ACTIVITY_ID"

calls = []
activity_id = PLACEHOLDER


class Recording:
    def __init__(self, client, path=""):
        self._client = client
        self._path = path

    def __getattr__(self, name):
        value = getattr(self._client, name)
        if callable(value):
            return lambda *args, **fields: self._call(name, value, args, fields)
        return value if isinstance(value, str) else Recording(value, self._path + name + ".")

    def _call(self, name, method, args, fields):
        global activity_id
        record = {"call": self._path + name}
        calls.append(record)
        try:
            answer = method(*args, **fields)
        except Exception as error:
            record["error"] = {"message": getattr(error, "body", None) or str(error)}
            raise
        record["answer"] = answer.to_dict()
        activity_id = record["answer"].get("activity_id") or activity_id
        return answer


def look(path, accept):
    headers = {"Authorization": "Bearer " + os.environ["ACTIVITYSMITH_API_KEY"], "Accept": accept}
    url = urljoin(os.environ["ACTIVITYSMITH_BASE_URL"], "/_mock/" + path)
    with urlopen(Request(url, headers=headers)) as response:
        return response.read().decode()


def phone():
    first = json.loads(look("state", "application/json"))["devices"][0]
    lock_screen = look("devices/%s/lock-screen" % first["id"], "text/plain")
    return {"lockScreen": lock_screen, **{name: first[name] for name in ("notifications", "badge", "widgets")}}


def run(code, names):
    """A call that fails is recorded, and does not keep the next snippet from being run."""
    calls.clear()
    try:
        exec(code.replace(PLACEHOLDER, activity_id), names)
    except Exception:
        if not any("error" in call for call in calls):
            raise
    return {"calls": list(calls), "phone": phone()}


def main():
    given = json.load(sys.stdin)
    names = {}
    exec(given["setup"], names)
    names["activitysmith"] = Recording(names["activitysmith"])
    records = [{"line": snippet["line"], **run(snippet["code"], names)} for snippet in given["snippets"]]
    print(json.dumps(records, default=str))


main()
