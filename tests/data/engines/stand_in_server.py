#!/usr/bin/env python3
"""A stand-in for speech servers of the OpenAI form, on a port of loopback that it prints.

The model that is asked for is the fault: ok, captioned, not-json, empty, cut, unavailable (503 twice, then sound),
too-many (429 with Retry-After once, then sound), error (500), error-once, bad-request, redirect, key (asks for one),
other-form (an answer that is no object). It records each request's body in the file that it is given.
"""
import base64
import http.server
import json
import math
import struct
import sys

RATE = 24000
counts = {}


def wav(text, extra=0):
    samples = []
    for _ in text.split():
        samples += [int(8000 * math.sin(2 * math.pi * 220 * i / RATE)) for i in range(RATE // 5)] + [0] * (RATE // 10)
    data = struct.pack("<%dh" % len(samples), *samples)
    told = len(data) + extra
    return b"RIFF" + struct.pack("<I", 0xFFFFFFFF) + b"WAVEfmt " + struct.pack(
        "<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16) + b"data" + struct.pack("<I", told if extra else 0xFFFFFFFF) + data


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body, kind="application/json", headers=()):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with open(sys.argv[1], "a") as log:
            log.write(json.dumps({"path": self.path, **request}) + "\n")
        fault = request["model"]
        count = counts[fault] = counts.get(fault, 0) + 1
        text = request["input"]
        if fault == "unavailable" and count <= 2 or fault == "too-many" and count == 1:
            headers = [("Retry-After", "0")]
            return self.answer(503 if fault == "unavailable" else 429, b'{"detail": "loading"}', headers=headers)
        if fault == "error" or fault == "error-once" and count == 1:
            return self.answer(500, b'{"error": {"message": "CUDA out of memory"}}')
        if fault == "bad-request":
            return self.answer(400, json.dumps({"detail": "Voice '%s' not found" % request["voice"]}).encode())
        if fault == "redirect":
            return self.answer(302, b"", headers=[("Location", "http://127.0.0.1:1/")])
        if fault == "key" and self.headers.get("Authorization") != "Bearer secret-7":
            told = "Incorrect key: " + self.headers.get("Authorization", "none").replace("Bearer ", "")
            return self.answer(401, json.dumps({"error": {"message": told}}).encode())
        if fault == "empty":
            return self.answer(200, b"", "audio/wav")
        if fault == "not-json":
            return self.answer(200, b"<html>hello</html>", "text/html")
        if fault == "cut":
            return self.answer(200, wav(text, 1000), "audio/wav")
        if fault == "other-form":
            return self.answer(200, b'{"audio": 7}')
        if self.path == "/dev/captioned_speech":
            stamps = []
            for i, word in enumerate(text.split()):
                stamps.append({"word": word.strip(".,"), "start_time": 0.3 * i, "end_time": 0.3 * i + 0.2})
                if word[-1] in ".,":
                    stamps.append({"word": word[-1], "start_time": 0.3 * i + 0.2, "end_time": 0.3 * i + 0.2})
            body = {"audio": base64.b64encode(wav(text)).decode(), "audio_format": "audio/wav", "timestamps": stamps}
            return self.answer(200, json.dumps(body).encode())
        return self.answer(200, wav(text), "audio/wav")

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
