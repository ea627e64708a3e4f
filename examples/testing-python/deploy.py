"""Deploys a service. Meanwhile the team's phones show which step it is at."""

import json
import os
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PAUSES = [1, 2, 4]  # Seconds before each further try, when the API is not available.


def send(method, path, body):
    base_url = os.environ.get("ACTIVITYSMITH_BASE_URL", "https://activitysmith.com/api")
    headers = {
        "Authorization": "Bearer " + os.environ["ACTIVITYSMITH_API_KEY"],
        "Content-Type": "application/json",
    }
    request = Request(base_url + path, json.dumps(body).encode(), headers, method=method)
    for pause in [*PAUSES, None]:
        try:
            with urlopen(request, timeout=10) as response:
                return json.load(response)
        except HTTPError as error:
            if error.code < 500 or pause is None:
                raise
            time.sleep(pause)


def deploy(service, steps):
    """Runs the steps in order: functions by their names."""
    stream = f"/live-activity/stream/deploy-{service}"
    state = {"title": f"Deploy {service}", "type": "segmented_progress", "number_of_steps": len(steps)}
    for number, (name, run) in enumerate(steps.items(), start=1):
        state.update(subtitle=name, current_step=number)
        send("PUT", stream, {"content_state": state})
        try:
            run()
        except Exception as error:
            state.update(subtitle=f"{name} failed", color="red")
            send("DELETE", stream, {"content_state": state})
            send("POST", "/push-notification", {"title": f"{service} is not live", "message": str(error)})
            raise
    send("DELETE", stream, {"content_state": {**state, "subtitle": "live", "color": "green"}})
