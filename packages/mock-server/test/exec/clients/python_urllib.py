# urllib of the standard library, which knows proxies.
import json
import os
import sys
import urllib.error
import urllib.request

state = {"content_state": {"title": "Deploy", "type": "progress", "percentage": 42}}
headers = {"Authorization": "Bearer " + os.environ["ACTIVITYSMITH_API_KEY"], "Content-Type": "application/json"}

for url in sys.argv[1:]:
    request = urllib.request.Request(url, method="PUT", headers=headers, data=json.dumps(state).encode())
    try:
        with urllib.request.urlopen(request) as response:
            print("answered", json.load(response)["operation"])
    except urllib.error.URLError as error:
        print("failed", error)
