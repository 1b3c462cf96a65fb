#!/usr/bin/env python3
"""A stand-in for engines that speak Wyoming: each word is a tone of 0.2 s with a pause of 0.1 s after it.

    stand_in_wyoming.py tcp|stdio [FAULT]

With tcp it prints its port of loopback. The voice that is asked for may be a fault, too: error, cut, die, no-sound, stereo,
garbage.
"""
import json
import math
import socketserver
import struct
import sys

RATE = 22050
fault = sys.argv[2] if len(sys.argv) > 2 else ""


def sound(text):
    samples = []
    for _ in text.split():
        samples += [int(8000 * math.sin(2 * math.pi * 220 * i / RATE)) for i in range(RATE // 5)] + [0] * (RATE // 10)
    return struct.pack("<%dh" % len(samples), *samples)


def event(out, kind, data, payload=b"", cut=0):
    block = json.dumps(data).encode()
    header = {"type": kind, "version": "1.5.4", "data_length": len(block), "payload_length": len(payload)}
    out.write(json.dumps(header).encode() + b"\n" + block + payload[:len(payload) - cut])
    out.flush()


def serve(into, out):
    for line in into:
        data = json.loads(line)["data"]
        trouble = fault or data.get("voice", {}).get("name", "")
        if trouble == "garbage":
            out.write(b"hello\n")
            out.flush()
            continue
        if trouble == "error":
            event(out, "error", {"text": "no such voice", "code": "tts"})
            continue
        event(out, "audio-start", {"rate": RATE, "width": 2, "channels": 2 if trouble == "stereo" else 1})
        bytes_of = sound(data["text"])
        if trouble == "die":
            return
        for at in range(0, len(bytes_of), 4096):
            if trouble != "no-sound":
                event(out, "audio-chunk", {"rate": RATE}, bytes_of[at:at + 4096], 100 if trouble == "cut" else 0)
            if trouble == "cut":
                return
        event(out, "audio-stop", {})


if sys.argv[1] == "stdio":
    serve(sys.stdin.buffer, sys.stdout.buffer)
    sys.exit(0)


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        serve(self.rfile, self.wfile)


server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
