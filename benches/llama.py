"""The figures of benches/generate.rs for llama.cpp: `llama.py load THREADS GGUF` or `llama.py speed THREADS GGUF`."""

import pathlib
import sys
import time

from llama_cpp import Llama

CONTEXT = 2048
WRITTEN = 128


def text(length, seed):
    """The tokens that the other engine reads."""
    return [(place * 7919 + seed * 104_729) % 40_000 + 100 for place in range(length)]


def figure(name, value):
    print(f"{name}\t{value:.2f}")


def load(threads, path):
    start = time.perf_counter()
    model = Llama(path, n_ctx=CONTEXT, n_batch=512, n_threads=threads, n_threads_batch=threads, verbose=False)
    figure("load, ms", 1000 * (time.perf_counter() - start))
    return model


def read(model, tokens, known=0):
    """Seconds for tokens of which the first are known."""
    start = time.perf_counter()
    model.n_tokens = known
    model.eval(tokens[known:])
    return time.perf_counter() - start


def speed(model):
    for length in (256, 1024):
        figure(f"read {length}, tokens/s", length / read(model, text(length, length)))
    first, second = read(model, text(1024, 1)), read(model, text(768, 1) + text(256, 2), 768)
    figure("saved where 768 of 1024 are shared, %", 100 * (1 - second / first))
    everything = text(256 + WRITTEN, 3)
    read(model, everything[:256])
    start = time.perf_counter()
    for place in range(256, len(everything)):
        model.eval(everything[place : place + 1])
    figure("write 128 after 256, tokens/s", WRITTEN / (time.perf_counter() - start))
    status = pathlib.Path("/proc/self/status").read_text()
    figure("peak memory, MB", int(status.split("VmHWM:")[1].split()[0]) / 1024)


what, threads, path = sys.argv[1:]
model = load(int(threads), path)
if what == "speed":
    speed(model)
