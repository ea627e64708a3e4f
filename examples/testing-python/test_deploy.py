import json
import os
import subprocess
import unittest
from unittest.mock import patch
from urllib.request import Request, urlopen

import deploy


def setUpModule():
    global ready
    command = ["activitysmith-mock", "--port", "0", "--json"]
    mock = unittest.enterModuleContext(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    unittest.addModuleCleanup(mock.terminate)
    ready = json.loads(mock.stdout.readline())


class DeployTest(unittest.TestCase):
    def setUp(self):
        # A key of its own is an account of its own: with its phones, its clock, its faults.
        self.key = "ask_" + self.id()
        variables = {"ACTIVITYSMITH_BASE_URL": ready["baseURL"], "ACTIVITYSMITH_API_KEY": self.key}
        self.enterContext(patch.dict(os.environ, variables))
        self.enterContext(patch.object(deploy, "PAUSES", [0, 0, 0]))

    def control(self, method, path, body=None):
        headers = {"Authorization": "Bearer " + self.key, "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(f"{ready['url']}/_mock/{path}", data, headers, method=method)) as response:
            return json.load(response)

    def phone(self):
        return self.control("GET", "state")["devices"][0]

    def activity(self):
        [activity] = self.phone()["lockScreen"]["activities"]
        return activity

    def test_shows_the_step_that_it_is_at(self):
        seen = []
        def look():
            state = self.activity()["state"]
            seen.append((state["subtitle"], state["currentStep"]))
        deploy.deploy("api", {"build": look, "migrate": look, "switch": look})
        self.assertEqual(seen, [("build", 1), ("migrate", 2), ("switch", 3)])
        self.assertEqual(self.activity()["state"]["subtitle"], "live")

    def test_tells_everybody_what_went_wrong(self):
        with self.assertRaises(ZeroDivisionError):
            deploy.deploy("api", {"migrate": lambda: 1 / 0, "switch": self.fail})
        [notification] = self.phone()["notifications"]
        self.assertEqual(notification["aps"]["alert"], {"title": "api is not live", "body": "division by zero"})
        self.assertEqual(self.activity()["status"], "ended")

    def test_tries_again_when_the_api_is_not_available(self):
        self.control("POST", "faults", {"operation": "reconcileLiveActivityStream", "status": 503, "times": 2})
        deploy.deploy("api", {"build": lambda: None})
        entries = self.control("GET", "journal?key=deploy-api")["entries"]
        self.assertEqual([entry["decision"] for entry in entries], ["fault", "fault", "started", "ended"])

    def test_stays_on_the_lock_screen_when_it_takes_all_night(self):
        # iOS ends a Live Activity after 8 hours: another must have taken its place.
        ids = set()
        def wait():
            ids.add(self.activity()["activityId"])
            self.control("POST", "clock", {"advance": "8h"})
        deploy.deploy("api", {"approval": wait, "switch": lambda: ids.add(self.activity()["activityId"])})
        self.assertEqual(len(ids), 2)
