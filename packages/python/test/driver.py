"""Makes the calls of the conformance suite: lines of JSON in, lines of JSON out.

Run with the argument `async`, it makes them with the asynchronous client.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from activitysmith import ActivitySmith, APIError, AsyncActivitySmith, ConnectionError, __version__

Client = ActivitySmith | AsyncActivitySmith
clients: dict[str, Any] = {}
writing = threading.Lock()


def say(line: dict[str, Any]) -> None:
    with writing:
        print(json.dumps(line), flush=True)


def client_for(kind: type[Client], settings: dict[str, Any]) -> Any:
    name = json.dumps(settings, sort_keys=True)
    if name not in clients:
        given: dict[str, Any] = {"api_key": settings["apiKey"], "base_url": settings["baseURL"]}
        if "maxRetries" in settings:
            given["max_retries"] = settings["maxRetries"]
        if "timeout" in settings:
            given["timeout"] = settings["timeout"] / 1000
        clients[name] = kind(**given)
    return clients[name]


def start(kind: type[Client], line: dict[str, Any]) -> Any:
    """Makes the call: an answer, or with the asynchronous client what to await for one."""
    client = client_for(kind, line["client"])
    body, params = line.get("body"), line.get("params", {})
    options = {"idempotency_key": line.get("idempotencyKey")}
    activities = client.live_activities
    match line["operation"]:
        case "sendPushNotification":
            return client.notifications.send(body, **options)
        case "startLiveActivity":
            return activities.start(body, **options)
        case "updateLiveActivity":
            return activities.update(body)
        case "endLiveActivity":
            return activities.end(body)
        case "reconcileLiveActivityStream":
            return activities.stream(params["stream_key"], body)
        case "endLiveActivityStream":
            return activities.end_stream(params["stream_key"], body)
        case "updateMetricValue":
            return client.metrics.update(params["key"], body)
        case "updateAppIconBadgeCount":
            fields = dict(body or {})
            return client.badge_count(fields.pop("badge", None), **fields)
        case other:
            raise ValueError(f"no such operation: {other}")


def failure(error: Exception) -> dict[str, Any]:
    said: dict[str, Any] = {"class": type(error).__name__, "message": str(error)}
    if isinstance(error, (APIError, ConnectionError)):
        said["attempts"] = error.attempts
    if isinstance(error, APIError):
        said["status"] = error.status
        body: object = error.data
        said["body"] = body if isinstance(body, dict) else {}
        if error.retry_after is not None:
            said["retryAfter"] = error.retry_after
    return said


def answer(line: dict[str, Any]) -> None:
    try:
        result = start(ActivitySmith, line)
    except Exception as error:
        say({"id": line["id"], "error": failure(error)})
    else:
        say({"id": line["id"], "result": json.loads(result.to_json())})


async def answer_async(line: dict[str, Any]) -> None:
    try:
        result = await start(AsyncActivitySmith, line)
    except Exception as error:
        say({"id": line["id"], "error": failure(error)})
    else:
        say({"id": line["id"], "result": json.loads(result.to_json())})


async def main_async() -> None:
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as tasks:
        while text := await loop.run_in_executor(None, sys.stdin.readline):
            tasks.create_task(answer_async(json.loads(text)))


def main() -> None:
    say({"ready": {"language": "python", "version": __version__}})
    if sys.argv[1:] == ["async"]:
        asyncio.run(main_async())
        return
    with ThreadPoolExecutor(64) as threads:
        for text in sys.stdin:
            threads.submit(answer, json.loads(text))


main()
