#!/usr/bin/env bash
# Whole runs, start-up included, by hyperfine: a staged change of 10 files and 300 lines in a repository of
# 3,000 files of real code, `--version`, 50 hunks whose answers are all known from the run before, and an audit of
# every line. The code is what cargo has in its
# registry folder and Python in its packages; nothing is fetched.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v hyperfine >/dev/null || { echo "hyperfine is not installed" >&2; exit 1; }
cargo build --release --quiet
review=$PWD/target/release/review
repo=$(mktemp -d)
trap 'rm -rf "$repo"' EXIT

python3 - "$repo" <<'PYTHON'
"""Fills a folder with 1,500 Rust and 1,500 Python files, the same ones every time."""
import pathlib, shutil, site, sys

target = pathlib.Path(sys.argv[1])
cargo = pathlib.Path.home() / ".cargo" / "registry" / "src"
for ending, folders in ((".rs", [cargo]), (".py", map(pathlib.Path, site.getsitepackages()))):
    files = sorted(path for folder in folders for path in folder.rglob(f"*{ending}") if path.is_file())
    step = max(1, len(files) // 1500)
    for number, path in enumerate(files[::step][:1500]):
        place = target / ending[1:] / str(number % 40) / f"{number}_{path.name}"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
PYTHON

git() { command git -C "$repo" -c user.name=bench -c user.email=bench@example.com -c gc.auto=0 "$@"; }
git init --quiet
git add --all
git commit --quiet --message start

python3 - "$repo" <<'PYTHON'
"""Repeats 30 lines from the middle of ten files of 200 to 900 lines, each with a change."""
import pathlib, sys

root = pathlib.Path(sys.argv[1])
for ending in ("rs", "py"):
    changed = 0
    for path in sorted(root.rglob(f"*.{ending}")):
        lines = path.read_text(errors="replace").split("\n")
        if changed < 5 and 200 < len(lines) < 900:
            middle = len(lines) // 2
            block = [line.replace("self", "this") for line in lines[middle : middle + 30]]
            path.write_text("\n".join(lines[: middle + 30] + block + lines[middle + 30 :]))
            changed += 1
PYTHON
git add --all
git diff --cached --shortstat

hyperfine --shell=none --warmup 3 --ignore-failure "$review -C $repo --staged --quiet --no-cache" "$review --version"
# A second run: every hunk goes to the cloud, which has answered all of them before.
home=$(mktemp -d)
python3 -u - > "$home/address" <<'PYTHON' &
"""A server on this machine that finds every hunk clear."""
import http.server, json

ANSWER = {"type": "tool_use", "id": "1", "name": "answer", "input": {"verdict": "clear", "comments": [], "disputes": []}}


class Server(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        body = json.dumps({"content": [ANSWER], "stop_reason": "tool_use", "usage": {}}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
print(f"http://127.0.0.1:{server.server_port}")
server.serve_forever()
PYTHON
server=$!
trap 'kill $server; rm -rf "$repo" "$home"' EXIT
until [ -s "$home/address" ]; do sleep 0.1; done
cat > "$home/config.toml" <<TOML
[cloud]
provider = "anthropic"
model = "bench"
endpoint = "$(cat "$home/address")"
max_tokens = 1000000
[route]
escalate = "always"
TOML
python3 - "$repo" <<'PYTHON'
"""Repeats 12 lines at two places in 25 other files of 200 to 900 lines."""
import pathlib, sys

root = pathlib.Path(sys.argv[1])
for ending, wanted in (("rs", 13), ("py", 12)):
    files = [(path, path.read_text(errors="replace").split("\n")) for path in sorted(root.rglob(f"*.{ending}"))]
    for path, lines in [(path, lines) for path, lines in files if 200 < len(lines) < 900][5 : 5 + wanted]:
        for at in (len(lines) * 2 // 3, len(lines) // 3):
            lines[at + 12 : at + 12] = [line.replace("self", "this") for line in lines[at : at + 12]]
        path.write_text("\n".join(lines))
PYTHON
git commit --quiet --message "the change above"
git add --all
git diff --cached --shortstat
hyperfine --shell=none --warmup 2 --ignore-failure \
  "env REVIEW_CONFIG=$home/config.toml XDG_CACHE_HOME=$home $review -C $repo --staged --quiet" \
  "$review -C $repo --staged --quiet --no-cache"
git reset --quiet
"$review" -C "$repo" --all --quiet --output-format json --output-file "$repo/all.json" || true
lines=$(python3 -c "import json; print(json.load(open('$repo/all.json'))['scope']['added'])")
echo "every line: $lines lines"
hyperfine --shell=none --warmup 1 --runs 3 --ignore-failure "$review -C $repo --all --quiet"
