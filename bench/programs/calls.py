"""What one thing costs in a Python of its own: `import`, `calls <url> <rounds> <calls>`, or `size <distribution>`."""

import sys
import time


def importing():
    began = time.perf_counter()
    import activitysmith  # noqa: F401

    return (time.perf_counter() - began) * 1000


def calling(url, rounds, calls):
    """Microseconds of processor time for a call, the median of the rounds."""
    from activitysmith import ActivitySmith

    client = ActivitySmith("ask_bench")
    if hasattr(client.metrics, "_api"):
        # The published package takes no base URL.
        client.metrics._api.api_client.configuration.host = url
    taken = []
    for _ in range(rounds + 1):
        began = time.process_time()
        for _ in range(calls):
            client.metrics.update("queue.length", 12)
        taken.append((time.process_time() - began) / calls * 1e6)
    # The first round warms up.
    return sorted(taken[1:])[rounds // 2]


def size(name, seen):
    """Bytes of a distribution and of all that it needs, as they are installed."""
    import re
    from importlib.metadata import PackageNotFoundError, distribution

    if name in seen:
        return 0
    seen.add(name)
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return 0
    needs = [re.split(r"[\s;<>=!~\[(]", need)[0] for need in found.requires or () if "extra ==" not in need]
    own = sum(file.locate().stat().st_size for file in found.files or () if file.locate().exists())
    return own + sum(size(need, seen) for need in needs)


match sys.argv[1:]:
    case ["import"]:
        print(importing())
    case ["calls", url, rounds, calls]:
        print(calling(url, int(rounds), int(calls)))
    case ["size", name]:
        print(size(name, set()))
