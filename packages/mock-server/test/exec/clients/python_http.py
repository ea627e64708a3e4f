# http.client of the standard library, which knows no proxies; as the published client for Python.
import http.client
import json
import os
import sys
from urllib.parse import urlsplit

state = {"content_state": {"title": "Deploy", "type": "progress", "percentage": 42}}
headers = {"Authorization": "Bearer " + os.environ["ACTIVITYSMITH_API_KEY"], "Content-Type": "application/json"}

for url in sys.argv[1:]:
    parts = urlsplit(url)
    connection = http.client.HTTPSConnection(parts.hostname)
    try:
        connection.request("PUT", parts.path, json.dumps(state), headers)
        print("answered", json.load(connection.getresponse())["operation"])
    except OSError as error:
        print("failed", error)
    finally:
        connection.close()
