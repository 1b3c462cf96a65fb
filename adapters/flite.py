#!/usr/bin/env python3
"""An adapter in Sotto's own protocol: JSON lines in, JSON lines out. Here for the program `flite`; change `speak`."""
import json
import subprocess
import sys


def speak(request):
    """Writes request["out"], a WAV. Returns [[index of the word, begin, end], ...] in seconds, or None."""
    stretch = "duration_stretch=%.3f" % (1.2 / request["speed"])
    subprocess.run(["flite", "-voice", request["voice"] or "slt", "--setf", stretch, "-t", request["text"], "-o",
                    request["out"]], check=True, stdout=sys.stderr)


print(json.dumps({"ready": 1, "engine": "flite", "version": "1", "rate": 16000}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    answer = {"id": request["id"], "ok": True}
    try:
        words = speak(request)
        if words:
            answer["words"] = words
    except Exception as error:
        answer = {"id": request["id"], "ok": False, "error": str(error)}
    print(json.dumps(answer), flush=True)
