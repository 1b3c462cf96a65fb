#!/usr/bin/env python3
"""A stand-in for speech programs: each word is a tone of 0.2 s with a pause of 0.1 s after it.

    stand_in_program.py PROTOCOL [FAULT]

PROTOCOL is sotto, piper-json, piper-dir or wav. FAULT: no-ready, hang, die, garbage, wrong-id, cut, no-file, refuse, once
(dies at the first sentence of its life, where a file "once" beside the sound is not there yet).
"""
import json
import math
import os
import struct
import sys
import time

RATE = 16000
protocol = sys.argv[1]
fault = sys.argv[2] if len(sys.argv) > 2 else ""


def wav(text):
    samples = []
    for _ in text.split():
        samples += [int(8000 * math.sin(2 * math.pi * 220 * i / RATE)) for i in range(RATE // 5)] + [0] * (RATE // 10)
    data = struct.pack("<%dh" % len(samples), *samples)
    told = len(data) + (1000 if fault == "cut" else 0)
    return b"RIFF" + struct.pack("<I", told + 36) + b"WAVEfmt " + struct.pack(
        "<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16) + b"data" + struct.pack("<I", told) + data


def fail(folder):
    if fault == "hang":
        time.sleep(1000)
    if fault == "die":
        print("the model is broken", file=sys.stderr, flush=True)
        os._exit(9)
    if fault == "once" and not os.path.exists(os.path.join(folder, "once")):
        open(os.path.join(folder, "once"), "w").close()
        os._exit(9)


if protocol == "wav":
    text = sys.stdin.read()
    fail(".")
    sys.stdout.buffer.write(b"no sound" if fault == "garbage" else wav(text))
    sys.exit(0)

if protocol == "sotto" and fault != "no-ready":
    print(json.dumps({"ready": 1, "engine": "stand-in", "version": "1", "rate": RATE}), flush=True)
for number, line in enumerate(sys.stdin):
    if protocol == "piper-dir":
        fail(".")
        name = "%d.wav" % number
        open(name, "wb").write(wav(line))
        print("INFO:piper:Wrote " + os.path.abspath(name), file=sys.stderr, flush=True)
        continue
    request = json.loads(line)
    out = request["output_file" if protocol == "piper-json" else "out"]
    fail(os.path.dirname(out))
    if fault != "no-file":
        open(out, "wb").write(wav(request["text"]))
    if protocol == "piper-json":
        print(out, flush=True)
    elif fault == "garbage":
        print("hello", flush=True)
    elif fault == "refuse":
        print(json.dumps({"id": request["id"], "ok": False, "error": "I will not say that"}), flush=True)
    else:
        words = [[i, 0.3 * i, 0.3 * i + 0.2] for i in range(len(request["text"].split()))]
        print(json.dumps({"id": request["id"] + (1 if fault == "wrong-id" else 0), "ok": True, "words": words}),
              flush=True)
